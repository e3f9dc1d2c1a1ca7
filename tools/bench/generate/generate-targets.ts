import { medianOf, measurementOf } from '../measure/measurement.ts';
import { atLeastTimesAsFast, atMostTimes, type Verdict } from '../report/target.ts';
import { generators } from './contenders.ts';
import type { GenerateResult } from './generate-benchmark.ts';

const floorRatio = 1.8;
const cdk8sRatio = 5;
const linearRatio = 1.5;

/** What `tideway generate` must reach. */
export function judgeGenerate(results: readonly GenerateResult[]): readonly Verdict[] {
  const by = (platform: GenerateResult['platform']) => results.find((result) => result.platform === platform);
  const [shop, fleet] = [by('sock-shop')?.comparison, by('fleet')?.comparison];
  const verdicts = [
    fleet &&
      atMostTimes({
        comparison: fleet,
        ours: generators.tideway,
        theirs: generators.jsYaml,
        ratio: floorRatio,
      }),
    ...[generators.cdk8s, generators.cdk8sOneFile].map(
      (theirs) =>
        shop && atLeastTimesAsFast({ comparison: shop, ours: generators.tideway, theirs, ratio: cdk8sRatio }),
    ),
    judgeLinear(by('sock-shop'), by('mid'), by('fleet')),
  ];
  return verdicts.filter((verdict) => verdict !== undefined);
}

// Whether one object more costs the fleet what it costs a platform of middle size, beside what the disk asks for more.
function judgeLinear(
  small: GenerateResult | undefined,
  mid: GenerateResult | undefined,
  big: GenerateResult | undefined,
): Verdict | undefined {
  const ours = growthOf(generators.tideway, small, mid, big);
  const floor = growthOf(generators.jsYaml, small, mid, big);
  if (ours === undefined || floor === undefined) return undefined;
  return {
    target: `${generators.tideway} is linear: what one object more costs grows from the mid-sized platform to the fleet at most ${linearRatio} times as much as for ${generators.jsYaml}`,
    measured: `${ours.toFixed(2)} times, the floor ${floor.toFixed(2)} times`,
    met: ours <= linearRatio * Math.max(1, floor),
  };
}

function growthOf(
  generator: string,
  small: GenerateResult | undefined,
  mid: GenerateResult | undefined,
  big: GenerateResult | undefined,
): number | undefined {
  const early = costOfOneMore(generator, small, mid);
  const late = costOfOneMore(generator, mid, big);
  return early === undefined || late === undefined ? undefined : late / early;
}

function costOfOneMore(
  generator: string,
  from: GenerateResult | undefined,
  to: GenerateResult | undefined,
): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [before, after] = [from, to].map(({ comparison }) => {
    const measurement = measurementOf(comparison, generator);
    return measurement && medianOf(measurement);
  });
  if (before === undefined || after === undefined) return undefined;
  return (after - before) / (to.objects - from.objects);
}
