import { type Comparison, measurementOf, medianOf } from '../measure/measurement.ts';
import { mebibytes } from '../report/units.ts';
import { atLeastTimesAsFast, type Verdict } from '../report/target.ts';
import { synthesizers } from './contenders.ts';

/** The comparison of one number of clusters. */
export interface SynthResult {
  readonly clusters: number;
  readonly comparison: Comparison;
}

const ratio = 3;
const mostMemory = 400 * 1_048_576;
const linearRatio = 1.5;
/** Numbers of clusters that the targets are for; beyond, it only has to be linear. */
const judged = 10;

/** What synthesis must reach. */
export function judgeSynth(results: readonly SynthResult[]): readonly Verdict[] {
  const usual = results.filter(({ clusters }) => clusters <= judged);
  return [
    ...usual.map(({ comparison }) =>
      atLeastTimesAsFast({
        comparison,
        ours: synthesizers.tideway,
        theirs: synthesizers.typeChecked,
        ratio,
      }),
    ),
    ...usual.map(({ comparison }) => judgeMemory(comparison)),
    judgeLinear(results),
  ].filter((verdict) => verdict !== undefined);
}

function judgeMemory(comparison: Comparison): Verdict | undefined {
  const memory = measurementOf(comparison, synthesizers.tideway)?.memory;
  if (memory === undefined) return undefined;
  return {
    target: `${comparison.title}: ${synthesizers.tideway} takes less than ${mebibytes(mostMemory)}`,
    measured: mebibytes(memory),
    met: memory < mostMemory,
  };
}

// Whether the last clusters cost what the first ones do.
function judgeLinear(results: readonly SynthResult[]): Verdict | undefined {
  const points = results.map(({ clusters, comparison }) => {
    const measurement = measurementOf(comparison, synthesizers.tideway);
    return { clusters, median: measurement && medianOf(measurement) };
  });
  const [first, middle, last] = [points[0], points.at(-2), points.at(-1)];
  if (first?.median === undefined || middle?.median === undefined || last?.median === undefined)
    return undefined;
  const early = (middle.median - first.median) / (middle.clusters - first.clusters);
  const late = (last.median - middle.median) / (last.clusters - middle.clusters);
  return {
    target: `${synthesizers.tideway} is linear: one of the last ${last.clusters - middle.clusters} clusters costs at most ${linearRatio} times one of the first ${middle.clusters}`,
    measured: `${Math.round(late)} ms beside ${Math.round(early)} ms`,
    met: late <= linearRatio * early,
  };
}
