import type { Comparison } from '../measure/measurement.ts';
import type { Machine } from './machine.ts';
import type { Verdict } from './target.ts';

/** One part of the benchmark with all that belongs to it. */
export interface Section {
  readonly title: string;
  /** How it was measured, sentences in Markdown. */
  readonly method: string;
  readonly comparisons: readonly Comparison[];
  readonly verdicts: readonly Verdict[];
}

/** Everything that was measured. */
export interface Results {
  readonly machine: Machine;
  /** Measured runs of each contender, unless its row says otherwise. */
  readonly runs: number;
  readonly sections: readonly Section[];
}

/** Targets that were missed. */
export function missed(results: Results): readonly Verdict[] {
  return results.sections.flatMap(({ verdicts }) => verdicts.filter(({ met }) => !met));
}
