import { describe, expect, test } from 'vitest';
import { contains } from './printed.ts';

const printed = 'microservices-repo  updated  1 merged  3f2a91c04d\n  a.yaml\n  b.yaml\nDelivered (1.2 s).\n';

describe('what a page shows of an output', () => {
  test('may be all of it or a part, in whole lines', () => {
    expect(contains(printed, printed.trimEnd())).toBe(true);
    expect(contains(printed, '  a.yaml\n  b.yaml')).toBe(true);
    expect(contains(printed, 'a.yaml')).toBe(false);
    expect(contains(printed, '  a')).toBe(false);
  });

  test('must be in its order, without gaps', () => {
    expect(contains(printed, '  b.yaml\n  a.yaml')).toBe(false);
    expect(contains(printed, '  a.yaml\nDelivered (1.2 s).')).toBe(false);
  });

  test('has a wildcard within a line, and one for lines', () => {
    expect(contains(printed, 'microservices-repo  updated  1 merged  …')).toBe(true);
    expect(contains(printed, '  a.yaml\n…\nDelivered (…).')).toBe(true);
    expect(contains(printed, 'microservices-repo  …  Delivered')).toBe(false);
  });

  test('is text: what means something in a pattern does not', () => {
    expect(contains(printed, 'Delivered (1x2 s).')).toBe(false);
  });

  test('is compared without colours and without spaces at the ends of lines', () => {
    expect(contains('\u001b[32mupdated\u001b[39m   \n', 'updated')).toBe(true);
  });
});
