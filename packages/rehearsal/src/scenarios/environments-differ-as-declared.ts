import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { waitForShop } from '../cluster/wait-for-shop.ts';
import type { RehearsedCluster } from '../cluster/rehearsed-cluster.ts';
import { assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

interface Live extends LiveObject {
  readonly spec: { readonly replicas?: number; readonly type?: string };
  readonly status: { readonly readyReplicas?: number };
}

/** C1, C4, C5, G2: the other environments, each from its own folder, and found by looking alone. */
export const environmentsDifferAsDeclared: Scenario = {
  name: 'environments-differ-as-declared',
  promise: 'Every environment runs the whole shop from its own folder, and finds changes without any event',
  ids: ['C1', 'C4', 'C5', 'G2'],
  async run(world, evidence) {
    const others = Object.values(world.platform.clusters).filter(
      ({ environment }) => environment !== world.cluster.model.environment,
    );
    // While the next cluster comes up, the one before has time to find a commit by itself.
    const started: RehearsedCluster[] = [];
    let finding: Promise<void> = Promise.resolve();
    try {
      for (const { name, environment } of others) {
        const cluster = await world.startCluster(name);
        started.push(cluster);
        await evidence.time(`${name} from nothing to a running shop`, async () => {
          await cluster.bootstrap(world.site);
          await waitForShop(world.on(cluster));
        });
        await compare(world, cluster, environment, evidence);
        if (started.length > 1) continue;
        await push(world);
        finding = evidence.time('from a commit to the cluster by polling', () => found(world, cluster));
      }
      await finding;
    } finally {
      await Promise.allSettled([finding]);
      for (const cluster of started) await cluster.stop();
    }
  },
};

async function compare(
  world: World,
  cluster: RehearsedCluster,
  environment: string,
  evidence: Parameters<Scenario['run']>[1],
): Promise<void> {
  const { namespace, services } = world.stage.tenant;
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

/** A push that the other clusters are not told of: nobody sends their Receivers any event. */
async function push(world: World): Promise<void> {
  await world.change(
    world.stage.tenant.repository,
    { 'deploy/kubernetes/POLLED.md': () => 'Found by looking.\n' },
    'Wait to be found',
  );
}

/** Waits until a cluster has found and applied the head of the tenant's repository. */
async function found(world: World, cluster: RehearsedCluster): Promise<void> {
  const { stage, tenantRepository } = world;
  const head = await tenantRepository.head();
  await cluster.api.waitFor(
    kinds.kustomization(stage.tenant.namespace, stage.sync.name),
    `has found and applied ${head.slice(0, 10)}`,
    ({ status }) => (status?.lastAppliedRevision ?? '').endsWith(head),
    7 * 60_000,
  );
}
