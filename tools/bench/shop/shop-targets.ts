import { type Comparison, measurementOf, medianOf } from '../measure/measurement.ts';
import { atLeastTimesAsFast, atMostTimes, type Verdict } from '../report/target.ts';
import { duration, mebibytes } from '../report/units.ts';
import { frontEnds } from './front-ends.ts';

/** What was compared. */
export interface ShopResults {
  /** Time for the requests of shoppers. */
  readonly mix: Comparison;
  /** Time within which 95 of 100 of them were answered. */
  readonly late: Comparison;
  readonly startup: Comparison;
}

const ratio = 1.5;
const lateRatio = 0.5;
const mostMemory = 120 * 1_048_576;
const mostStartup = 500;

/** What the shop must reach. */
export function judgeShop({ mix, late, startup }: ShopResults): readonly Verdict[] {
  const pair = { ours: frontEnds.ours, theirs: frontEnds.express };
  return [
    atLeastTimesAsFast({ comparison: mix, ...pair, ratio }),
    atMostTimes({ comparison: late, ...pair, ratio: lateRatio, words: 'at most half of the time of' }),
    judgeMemory(mix),
    judgeStartup(startup),
  ].filter((verdict) => verdict !== undefined);
}

function judgeMemory(mix: Comparison): Verdict | undefined {
  const memory = measurementOf(mix, frontEnds.ours)?.memory;
  if (memory === undefined) return undefined;
  return {
    target: `${mix.title}: ${frontEnds.ours} takes less than ${mebibytes(mostMemory)}`,
    measured: mebibytes(memory),
    met: memory < mostMemory,
  };
}

function judgeStartup(startup: Comparison): Verdict | undefined {
  const measurement = measurementOf(startup, frontEnds.ours);
  const median = measurement && medianOf(measurement);
  if (median === undefined) return undefined;
  return {
    target: `${startup.title}: ${frontEnds.ours} takes less than ${duration(mostStartup)}`,
    measured: duration(median),
    met: median < mostStartup,
  };
}
