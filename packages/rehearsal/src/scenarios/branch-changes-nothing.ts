import { kinds } from '../kubernetes/kinds.ts';
import { assert, assertEqual } from './assertions.ts';
import { deploymentOf, type RollingDeployment } from './image-loop.ts';
import { hasLooked } from './has-looked.ts';
import type { Scenario } from './scenario.ts';

/** G6: a change on a branch is not applied before it is merged. */
export const branchChangesNothing: Scenario = {
  name: 'branch-changes-nothing',
  promise: 'A change on a branch does nothing until it is merged',
  ids: ['G6'],
  async run(world, evidence) {
    const { api, stage, tenantRepository } = world;
    const { repository } = stage.tenant;
    const clone = await world.clone(repository);
    const deployment = deploymentOf(world);
    const { spec } = await api.get<RollingDeployment>(deployment);
    const wanted = (spec.replicas ?? 1) + 1;
    const branch = 'more-replicas';
    const file = `deploy/kubernetes/base/${stage.service.name}.yaml`;
    const change = await clone.change(
      { [file]: (text) => text.replace(/^ {2}replicas: \d+$/m, `  replicas: ${wanted}`) },
      'Run one more',
      branch,
    );
    // Flux is asked to look, so that "nothing happened" is not only "nobody looked".
    await api.reconcile(stage.source);
    await api.waitFor(stage.source, 'has looked', hasLooked);
    const { status } = await api.get(stage.source);
    const fetched = /^main@sha1:([0-9a-f]{40})$/.exec(status?.artifact?.revision ?? '')?.[1];
    assert(fetched !== undefined, `Flux has fetched ${status?.artifact?.revision}, which is not of main`);
    assert(
      await tenantRepository.contains(await tenantRepository.head(), fetched),
      `${fetched} is not in main`,
    );
    assert(!(await tenantRepository.contains(fetched, change)), 'Flux has fetched the change on the branch');
    const untouched = await api.get<RollingDeployment>(deployment);
    assertEqual(untouched.spec.replicas, spec.replicas, 'replicas while the change is on a branch');
    const merge = await clone.merge(branch);
    world.remember(repository, merge);
    await evidence.time('from the merge to the cluster', () =>
      api.waitFor<RollingDeployment>(
        kinds.deployment(stage.tenant.namespace, stage.service.name),
        `has ${wanted} replicas`,
        (object) => object.spec.replicas === wanted,
      ),
    );
    evidence.note('commit', `${merge.slice(0, 10)} Merge ${branch}`);
  },
};
