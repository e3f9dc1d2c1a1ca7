import type { Failure } from './interleavings/check-seed.ts';
import type { Statistics } from './world/statistics.ts';

/** One thing for a worker to do. */
export interface Job {
  readonly kind: 'interleaving' | 'crash';
  readonly seed: number;
  readonly path?: string;
  readonly shrinkFor: number;
}

/** What came of it. */
export interface JobResult {
  readonly job: Job;
  readonly statistics: Statistics;
  readonly failure?: Failure;
}
