import type { LiveObject } from '../kubernetes/live-object.ts';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import { assertEqual } from './assertions.ts';
import { otherClusters } from './other-clusters.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

interface Live extends LiveObject {
  readonly spec: { readonly replicas?: number; readonly type?: string };
  readonly status: { readonly readyReplicas?: number };
}

/** C1, C4, C5: the other environments, each from its own folder. */
export const environmentsDifferAsDeclared: Scenario = {
  name: 'environments-differ-as-declared',
  promise:
    'Every environment runs the whole shop from its own folder, different only where the model says so',
  ids: ['C1', 'C4', 'C5'],
  async run(world, evidence) {
    await Promise.all(
      otherClusters(world).map(async ({ name, environment }, index) => {
        const { cluster, duration } = await world.others.bringUp(world, name);
        evidence.measured(`${name} from nothing to a running shop`, duration);
        await compare(world, cluster, environment, evidence);
        // One is left for whoever wants to see a cluster that is told of nothing.
        if (index > 0) await world.others.takeDown(name);
      }),
    );
  },
};

async function compare(
  world: World,
  cluster: RehearsedCluster,
  environment: string,
  evidence: Parameters<Scenario['run']>[1],
): Promise<void> {
  const { namespace, services } = world.stage.tenant;
  const { spec } = await cluster.api.get(world.stage.sync);
  assertEqual(
    spec?.['path'],
    `./deploy/kubernetes/overlays/${environment}`,
    `folder of ${cluster.model.name}`,
  );
  const deployments = await cluster.api.list<Live>('apps/v1', 'Deployment', namespace);
  const live = await cluster.api.list<Live>('v1', 'Service', namespace);
  assertEqual(deployments.length, Object.keys(services).length, `Deployments in ${environment}`);
  for (const service of Object.values(services)) {
    const own = service.environments[environment];
    const replicas = own?.replicas ?? service.base.replicas;
    const deployment = deployments.find(({ metadata }) => metadata.name === service.name);
    assertEqual(
      deployment?.status.readyReplicas,
      replicas,
      `ready replicas of ${service.name} in ${environment}`,
    );
    const type = own?.type ?? service.base.type;
    const found = live.find(({ metadata }) => metadata.name === service.name);
    assertEqual(found?.spec.type, type, `type of the Service ${service.name} in ${environment}`);
  }
  const replicas = deployments.reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0);
  const balancers = live.filter(({ spec }) => spec.type === 'LoadBalancer').length;
  evidence.note(
    'object',
    `${cluster.model.name}: ${deployments.length} Deployments with ${replicas} replicas, ${balancers} LoadBalancer`,
  );
}
