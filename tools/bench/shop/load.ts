import type { Step } from './visit.ts';

/** How a service bore a load. */
export interface LoadResult {
  readonly requests: number;
  readonly milliseconds: number;
  /** Milliseconds within which 95 of 100 answers were there in full. */
  readonly p95: number;
}

/** Requests for each connection: lists that are gone through one after the other, each as somebody without cookies. */
export type Load = readonly (readonly (readonly Step[])[])[];
