import type { MemoryFinding } from '../processes/memory-watch.ts';
import { gigabytes } from './gigabytes.ts';

/** Bytes that one cluster with everything around it may need at most: 4 GB. */
export const memoryLimit = 4e9;

/** What is to be thought of the memory that was needed. */
export interface MemoryVerdict {
  /** Whether it is known, and within {@link memoryLimit}. */
  readonly isGood: boolean;
  /** Why, in one line. */
  readonly text: string;
}

/** Judges the memory of one cluster. What nobody could read is not good. */
export function memoryVerdict(memory: MemoryFinding): MemoryVerdict {
  const limit = gigabytes(memoryLimit);
  if (memory.state === 'unknown')
    return { isGood: false, text: `not known, so it may be more than ${limit}: ${memory.why}` };
  const isGood = memory.oneCluster <= memoryLimit;
  const how = memory.counted === 'resident' ? ', counting shared pages more than once' : '';
  return {
    isGood,
    text: `${gigabytes(memory.oneCluster)} at most${how}, ${isGood ? 'of' : 'more than the'} ${limit} that it may need`,
  };
}
