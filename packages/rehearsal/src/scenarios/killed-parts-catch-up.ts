import { fluxControllers } from '../programs/program.ts';
import { committed, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** Our own promise: no part of the loop loses anything when it is killed. */
export const killedPartsCatchUp: Scenario = {
  name: 'killed-parts-catch-up',
  promise: 'After kill -9 of any controller, or of CodeCommit and ECR, the loop goes on where it was',
  ids: [],
  async run(world, evidence) {
    const { api, cluster, site, stage } = world;
    const parts: readonly (readonly [string, () => Promise<void>])[] = [
      ...fluxControllers.map((name) => [name, () => cluster.flux.crash(name)] as const),
      ['local AWS', () => site.aws.crash()],
    ];
    for (const [name, crash] of parts) {
      const tag = await site.build(stage.images);
      await evidence.time(`${name} killed in the middle, until the pods run the build`, async () => {
        await crash();
        // An event that nobody could take is lost; Flux looks at its interval, or when it is asked.
        await api.reconcile(stage.imageRepository);
        await committed(world, tag);
        await api.reconcile(stage.source);
        await rolledOut(world, tag);
      });
    }
  },
};
