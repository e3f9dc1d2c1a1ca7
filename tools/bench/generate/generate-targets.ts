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

// Whether one object more costs the fleet what it costs a platform of middle size.
function judgeLinear(
  small: GenerateResult | undefined,
  mid: GenerateResult | undefined,
  big: GenerateResult | undefined,
): Verdict | undefined {
  const early = costOfOneMore(small, mid);
  const late = costOfOneMore(mid, big);
  if (early === undefined || late === undefined) return undefined;
  return {
    target: `${generators.tideway} is linear: one object more costs the fleet at most ${linearRatio} times what it costs the mid-sized platform`,
    measured: `${(late / early).toFixed(2)} times (${late.toFixed(3)} ms against ${early.toFixed(3)} ms)`,
    met: late <= linearRatio * early,
  };
}

function costOfOneMore(from: GenerateResult | undefined, to: GenerateResult | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const [before, after] = [timeOf(from), timeOf(to)];
  if (before === undefined || after === undefined) return undefined;
  return (after - before) / (to.objects - from.objects);
}

function timeOf({ comparison }: GenerateResult): number | undefined {
  const measurement = measurementOf(comparison, generators.tideway);
  return measurement && medianOf(measurement);
}
