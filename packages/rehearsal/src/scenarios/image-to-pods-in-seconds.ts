import { assert } from './assertions.ts';
import { eventsObstacle } from './events-obstacle.ts';
import { applied, committed, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

const runs = 20;

/** Milliseconds: what the median and the worst of all runs must stay under. */
const limits = { median: 2_000, worst: 5_000 };

/** D10, from the image on: how long the loop takes when Flux hears of events. */
export const imageToPodsInSeconds: Scenario = {
  name: 'image-to-pods-in-seconds',
  promise: 'From a pushed image to running pods takes less than two seconds, and never more than five',
  ids: ['D10'],
  obstacle: eventsObstacle,
  async run(world, evidence) {
    const { site, stage } = world;
    const hops = { commit: [] as number[], apply: [] as number[], pods: [] as number[], all: [] as number[] };
    for (let run = 0; run < runs; run += 1) {
      const tag = await site.build(stage.images);
      const pushed = performance.now();
      await committed(world, tag);
      const written = performance.now();
      await applied(world, tag);
      const inCluster = performance.now();
      await rolledOut(world, tag);
      const running = performance.now();
      hops.commit.push(written - pushed);
      hops.apply.push(inCluster - written);
      hops.pods.push(running - inCluster);
      hops.all.push(running - pushed);
      await world.applied(stage.sync, world.tenantRepository);
    }
    const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
    evidence.measured('image pushed → pods Ready, median', median(hops.all));
    evidence.measured('image pushed → pods Ready, worst', Math.max(...hops.all));
    evidence.measured("image pushed → robot's commit, median", median(hops.commit));
    evidence.measured('commit → Deployment, median', median(hops.apply));
    evidence.measured('Deployment → pods Ready, median', median(hops.pods));
    evidence.note('answer', `${runs} runs: ${hops.all.map((time) => `${Math.round(time)} ms`).join(', ')}`);
    assert(median(hops.all) < limits.median, `the median is ${Math.round(median(hops.all))} ms`);
    assert(Math.max(...hops.all) < limits.worst, `the worst is ${Math.round(Math.max(...hops.all))} ms`);
  },
};
