import { eventually } from '../eventually.ts';
import { untilServing } from '../kubernetes/until-serving.ts';
import { assertEqual } from './assertions.ts';
import { committed, rolledOut } from './image-loop.ts';
import type { Scenario } from './scenario.ts';

/** Our own promise: a delivery needs no cluster, and the cluster catches up. */
export const syncWithoutTheCluster: Scenario = {
  name: 'sync-without-the-cluster',
  promise: 'A delivery while the Kubernetes API is down is complete; the cluster catches up when it is back',
  ids: [],
  async run(world, evidence) {
    const { api, cluster, signal, site, stage, tenantRepository } = world;
    await cluster.withoutApi(async () => {
      const deliveries = await site.deliver();
      assertEqual(
        deliveries.map(({ outcome }) => outcome),
        deliveries.map(() => 'unchanged' as const),
        'outcomes of the delivery',
      );
      const commit = await world.change(
        stage.tenant.repository,
        { 'deploy/kubernetes/NOTES.md': () => 'Written while the API server was down.\n' },
        'Write while the API server is down',
      );
      assertEqual(await tenantRepository.head(), commit, 'head');
    });
    // The push told Flux, but Flux could not write the annotation down: it finds the commit when it looks next.
    await evidence.time('until the cluster has caught up', async () => {
      await untilServing({ api, what: 'the Kubernetes API answers again', signal });
      await eventually({
        what: 'the commit is applied',
        within: 90_000,
        signal,
        ask: async () => {
          // What Flux tried while the API server was half there is tried again after a minute, or when somebody asks.
          await api.reconcile(stage.source);
          await api.reconcile(stage.sync);
          return world.applied(stage.sync, tenantRepository, 5_000);
        },
      });
    });
    const tag = await site.build(stage.images);
    await committed(world, tag, 60_000);
    await rolledOut(world, tag, 60_000);
  },
};
