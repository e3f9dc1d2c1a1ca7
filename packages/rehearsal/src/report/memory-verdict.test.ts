import { expect, test } from 'vitest';
import type { MemoryUse } from '../processes/memory-watch.ts';
import { memoryVerdict } from './memory-verdict.ts';

const use = (oneCluster: number, counted: MemoryUse['counted'] = 'proportional'): MemoryUse => ({
  ...{ state: 'measured', counted, oneCluster, everything: oneCluster, processes: {} },
});

test('four gigabytes are allowed, and not a byte more', () => {
  expect(memoryVerdict(use(4e9))).toEqual({
    isGood: true,
    text: '4.00 GB at most, of 4.00 GB that it may need',
  });
  expect(memoryVerdict(use(4.2 * 1024 ** 3))).toEqual({
    isGood: false,
    text: '4.51 GB at most, more than the 4.00 GB that it may need',
  });
  expect(memoryVerdict(use(4e9 + 1)).isGood).toBe(false);
});

test('memory that nobody could read is not good', () => {
  expect(memoryVerdict({ state: 'unknown', why: '/proc can’t be read' })).toEqual({
    isGood: false,
    text: 'not known, so it may be more than 4.00 GB: /proc can’t be read',
  });
});

test('what is counted more than once is said to be', () => {
  expect(memoryVerdict(use(3e9, 'resident')).text).toBe(
    '3.00 GB at most, counting shared pages more than once, of 4.00 GB that it may need',
  );
});
