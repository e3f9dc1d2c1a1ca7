/** What one contender took in one comparison. */
export interface Measurement {
  readonly contender: string;
  /** Milliseconds of each measured run, in order; empty when not even one came to its end. */
  readonly runs: readonly number[];
  /** Milliseconds after which a run was ended because it took too long. */
  readonly cutAt?: number;
  /** Peak of the resident memory of all of its processes together, in bytes; undefined where it can't be measured. */
  readonly memory?: number;
}

/** Contenders that did the same work in turns. */
export interface Comparison {
  /** For machines, such as `generate/fleet/first`. */
  readonly id: string;
  /** For people, such as `Fleet, first run`. */
  readonly title: string;
  readonly measurements: readonly Measurement[];
}

/** Median of the runs in milliseconds; the limit when all of them were cut. @returns undefined when nothing ran. */
export function medianOf(measurement: Measurement): number | undefined {
  const sorted = [...measurement.runs].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return measurement.cutAt;
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper;
  return (upper + (lower ?? upper)) / 2;
}

/** Whether the median is only a lower bound, because the runs were cut. */
export function isCut(measurement: Measurement): boolean {
  return measurement.runs.length === 0 && measurement.cutAt !== undefined;
}

/** The measurement of a contender. @returns undefined when it did not take part. */
export function measurementOf(comparison: Comparison, contender: string): Measurement | undefined {
  return comparison.measurements.find((measurement) => measurement.contender === contender);
}
