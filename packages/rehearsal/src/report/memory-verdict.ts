import type { MemoryFinding } from '../processes/memory-watch.ts';
import { gigabytes } from './gigabytes.ts';

/** Bytes that one cluster with everything around it may need at most: 4 GB. */
export const memoryLimit = 4e9;

/** What is to be thought of the memory that was needed. */
export interface MemoryVerdict {
  /** Whether it is known, and within {@link memoryLimit}. */
  readonly isGood: boolean;
  /** How much it was, such as `2.36 GB`, or `not known`. */
  readonly figure: string;
  /** What that is to be held against, or why it is not known. */
  readonly text: string;
}

/** Judges the memory of one cluster. What nobody could read is not good. */
export function memoryVerdict(memory: MemoryFinding): MemoryVerdict {
  const limit = gigabytes(memoryLimit);
  if (memory.state === 'unknown')
    return { isGood: false, figure: 'not known', text: `so it may be more than ${limit}: ${memory.why}` };
  const isGood = memory.oneCluster <= memoryLimit;
  const how = memory.counted === 'resident' ? ', pages that processes share counted more than once' : '';
  return {
    isGood,
    figure: gigabytes(memory.oneCluster),
    text: isGood
      ? `of ${limit} that it may need at most${how}`
      : `more than the ${limit} that it may need${how}`,
  };
}
