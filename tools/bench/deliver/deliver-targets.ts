import { atLeastTimesAsFast, atMostTimes, type Verdict } from '../report/target.ts';
import { deliverers } from './contenders.ts';
import type { DeliverResult } from './deliver-benchmark.ts';
import type { Scenario } from './job.ts';

const wanted: Readonly<Record<number, Readonly<Partial<Record<Scenario, number>>>>> = {
  1_000: { first: 8, 'no-op': 20, 'one-file': 10 },
  10_000: { first: 10, 'no-op': 100, 'one-file': 40 },
};

const floorRatio = 2.5;

// What nobody can go below who delivers with these programs to this server.
const floors: Readonly<Record<Scenario, string | undefined>> = {
  first: deliverers.fastImport,
  'no-op': deliverers.request,
  'one-file': deliverers.push,
  tenth: undefined,
};

const floorsOfGit = [deliverers.lsRemote, deliverers.fastImport];

/** What a delivery must reach. */
export function judgeDeliver(results: readonly DeliverResult[]): readonly Verdict[] {
  return results
    .flatMap(({ scenario, size, comparison }) => {
      const ours = deliverers.tideway;
      const ratio = wanted[size]?.[scenario];
      const againstPeers =
        ratio === undefined
          ? []
          : [deliverers.git, deliverers.isomorphic].map((theirs) =>
              atLeastTimesAsFast({ comparison, ours, theirs, ratio, floor: floors[scenario] }),
            );
      const againstFloor = floorsOfGit.map((theirs) =>
        atMostTimes({ comparison, ours, theirs, ratio: floorRatio }),
      );
      return [...againstPeers, ...againstFloor];
    })
    .filter((verdict) => verdict !== undefined);
}
