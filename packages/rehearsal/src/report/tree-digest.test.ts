import { expect, test } from 'vitest';
import { treeDigest } from './tree-digest.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a digest tells paths and contents apart, and knows no order', () => {
  const one = treeDigest(
    new Map([
      ['a', bytes('1')],
      ['b', bytes('2')],
    ]),
  );
  expect(
    treeDigest(
      new Map([
        ['b', bytes('2')],
        ['a', bytes('1')],
      ]),
    ),
  ).toBe(one);
  expect(
    treeDigest(
      new Map([
        ['a', bytes('2')],
        ['b', bytes('1')],
      ]),
    ),
  ).not.toBe(one);
  expect(
    treeDigest(
      new Map([
        ['a', bytes('1')],
        ['c', bytes('2')],
      ]),
    ),
  ).not.toBe(one);
});
