import { type Comparison, isCut, type Measurement, medianOf } from '../measure/measurement.ts';
import { duration, mebibytes, ratio } from './units.ts';

/** Heads of the columns of {@link rowsOf}. */
export const columns = ['who', 'median', 'fastest to slowest', 'times the first', 'peak memory'] as const;

/**
 * A comparison as text, a row for each contender; the first one is what the others are compared with.
 *
 * @param runs how many runs a contender has that needs no remark
 */
export function rowsOf(comparison: Comparison, runs: number): readonly (readonly string[])[] {
  const [first] = comparison.measurements;
  const unit = first && medianOf(first);
  return comparison.measurements.map((measurement) => {
    const median = medianOf(measurement);
    return [
      measurement.contender + remark(measurement, runs),
      median === undefined ? '–' : bound(measurement, duration(median)),
      measurement.runs.length === 0
        ? '–'
        : `${duration(Math.min(...measurement.runs))} to ${duration(Math.max(...measurement.runs))}`,
      median === undefined || unit === undefined ? '–' : bound(measurement, ratio(median / unit)),
      measurement.memory === undefined ? '–' : mebibytes(measurement.memory),
    ];
  });
}

function bound(measurement: Measurement, text: string): string {
  return isCut(measurement) ? `over ${text}` : text;
}

function remark({ runs, cutAt }: Measurement, usual: number): string {
  if (cutAt !== undefined) return ` (not done after ${duration(cutAt)})`;
  if (runs.length < usual) return ` (${runs.length} ${runs.length === 1 ? 'run' : 'runs'})`;
  return '';
}
