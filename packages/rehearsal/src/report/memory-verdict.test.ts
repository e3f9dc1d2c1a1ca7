import { expect, test } from 'vitest';
import type { MemoryUse } from '../processes/memory-watch.ts';
import { memoryVerdict } from './memory-verdict.ts';

const use = (oneCluster: number, counted: MemoryUse['counted'] = 'proportional'): MemoryUse => ({
  ...{ state: 'measured', counted, oneCluster, everything: oneCluster, processes: {} },
});

test('four gigabytes are allowed, and not a byte more', () => {
  expect(memoryVerdict(use(4e9))).toEqual({
    isGood: true,
    figure: '4.00 GB',
    text: 'of 4.00 GB that it may need at most',
  });
  expect(memoryVerdict(use(4.2 * 1024 ** 3))).toEqual({
    isGood: false,
    figure: '4.51 GB',
    text: 'more than the 4.00 GB that it may need',
  });
  expect(memoryVerdict(use(4e9 + 1)).isGood).toBe(false);
});

test('memory that nobody could read is not good', () => {
  expect(memoryVerdict({ state: 'unknown', why: '/proc can’t be read' })).toEqual({
    isGood: false,
    figure: 'not known',
    text: 'so it may be more than 4.00 GB: /proc can’t be read',
  });
});

test('what is counted more than once is said to be', () => {
  expect(memoryVerdict(use(3e9, 'resident')).text).toBe(
    'of 4.00 GB that it may need at most, pages that processes share counted more than once',
  );
});
