import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { waitForShop } from '../cluster/wait-for-shop.ts';
import { eventually, NotYet } from '../eventually.ts';
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
    for (const { name, environment } of others) {
      const cluster = await world.startCluster(name);
      try {
        await evidence.time(`${name} from nothing to a running shop`, async () => {
          await cluster.bootstrap(world.site);
          await waitForShop(world.on(cluster));
        });
        await compare(world, cluster, environment, evidence);
        if (name === others[0]?.name) {
          await evidence.time('from a commit to the cluster by polling', () => polled(world, cluster));
        }
      } finally {
        await cluster.stop();
      }
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

/** A push that this cluster is not told of: nobody sends its Receivers any event. */
async function polled(world: World, cluster: RehearsedCluster): Promise<void> {
  const { stage, tenantRepository } = world;
  await world.change(
    stage.tenant.repository,
    { 'deploy/kubernetes/POLLED.md': () => 'Found by looking.\n' },
    'Wait to be found',
  );
  const head = await tenantRepository.head();
  const source = kinds.gitRepository(stage.tenant.namespace, stage.source.name);
  await eventually({
    what: `${cluster.model.name} has found ${head.slice(0, 10)} by polling`,
    within: 7 * 60_000,
    every: 250,
    signal: world.signal,
    ask: async () => {
      const { status } = await cluster.api.get(source);
      const revision = (status?.['artifact'] as { readonly revision?: string } | undefined)?.revision ?? '';
      return revision.endsWith(head) ? true : new NotYet(`it has ${revision}`);
    },
  });
  const sync = kinds.kustomization(stage.tenant.namespace, stage.sync.name);
  await cluster.api.waitFor(sync, `has applied ${head}`, ({ status }) =>
    (status?.lastAppliedRevision ?? '').endsWith(head),
  );
}
