import { parseDocument } from 'yaml';
import { assert } from './assertions.ts';
import { byPolling } from './by-polling.ts';
import { deploymentOf, type RollingDeployment } from './image-loop.ts';
import { otherClusters } from './other-clusters.ts';
import type { Scenario } from './scenario.ts';

/** G2: a cluster that nobody tells of any event finds a commit by itself. */
export const commitsAreFoundByLooking: Scenario = {
  name: 'commits-are-found-by-looking',
  promise: 'A cluster that hears of no event finds a commit by looking, and applies it',
  ids: ['G2'],
  lasting: true,
  async run(world, evidence) {
    const { stage } = world;
    const [other] = otherClusters(world);
    assert(other !== undefined, 'the platform has no second environment');
    const { name, environment } = other;
    const { cluster } = await world.others.bringUp(world, name);
    try {
      const deployment = deploymentOf(world);
      const { spec } = await cluster.api.get<RollingDeployment>(deployment);
      const wanted = (spec.replicas ?? 1) + 1;
      const commit = await world.change(
        stage.tenant.repository,
        {
          [`deploy/kubernetes/overlays/${environment}/kustomization.yaml`]: (text) =>
            withReplicas(text, stage.service.name, wanted),
        },
        `Run ${wanted} in ${environment}`,
      );
      const live = await evidence.time(byPolling.commit, () =>
        cluster.api.waitFor<RollingDeployment>(
          deployment,
          `has ${wanted} replicas`,
          (object) => object.spec.replicas === wanted,
          7 * 60_000,
        ),
      );
      evidence.note('commit', `${commit.slice(0, 10)} Run ${wanted} in ${environment}`);
      evidence.note('object', `Deployment/${live.metadata.name} of ${name}: ${live.spec.replicas} replicas`);
    } finally {
      await world.others.takeDown(name);
    }
  },
};

/** A kustomization.yaml that gives a Deployment so many replicas. */
function withReplicas(text: string, name: string, count: number): string {
  const document = parseDocument(text);
  const { replicas = [] } = document.toJS() as { replicas?: readonly { readonly name: string }[] };
  document.set('replicas', [...replicas.filter((one) => one.name !== name), { name, count }]);
  return document.toString({ lineWidth: 0, indentSeq: false });
}
