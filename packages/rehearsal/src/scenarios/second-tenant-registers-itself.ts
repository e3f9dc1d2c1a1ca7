import { pinned, type Platform, type Service, type Tenant } from '@tideway/model';
import { isReady } from '../kubernetes/readiness.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { LiveObject } from '../kubernetes/live-object.ts';
import { assert, assertEqual } from './assertions.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

const name = 'second-team';

interface Deployment extends LiveObject {
  readonly status: { readonly readyReplicas?: number };
}

/** C6 and C8: a tenant that is added to the model runs, without a single kubectl. */
export const secondTenantRegistersItself: Scenario = {
  name: 'second-tenant-registers-itself',
  promise: 'A team that is added to the model is deployed by the delivery alone, and removed by the next one',
  ids: ['C6', 'C8', 'C10'],
  obstacle: (world) =>
    Promise.resolve(
      lentService(world) === undefined
        ? `Every service of ${world.stage.tenant.name} needs a secret, so none could stand alone.`
        : undefined,
    ),
  async run(world, evidence) {
    const { api, site, fluxRepository } = world;
    const { tenant, service } = secondTenant(world);
    const platform: Platform = {
      ...world.platform,
      tenants: { ...world.platform.tenants, [name]: tenant },
    };
    const source = kinds.gitRepository(name, `${name}-tenant`);
    try {
      await evidence.time('from the delivery to a running team', async () => {
        await site.deliver(platform);
        // Flux writes the condition first and what it has fetched right after.
        const fetched = await api.waitFor(
          source,
          'is Ready with an artifact',
          (live) => isReady(live) && live.status?.artifact !== undefined,
          60_000,
        );
        const revision = fetched.status?.artifact?.revision;
        const head = await site.repository(tenant.repository).head();
        assertEqual(revision, `main@sha1:${head}`, `what GitRepository/${name}-tenant has fetched`);
        evidence.note('object', `GitRepository/${name}-tenant ${revision}`);
        await api.waitFor<Deployment>(
          kinds.deployment(name, service),
          'is ready',
          ({ status }) => (status.readyReplicas ?? 0) > 0,
          60_000,
        );
        await api.waitForReady(kinds.kustomization(name, `${name}-tenant`), 60_000);
      });
    } finally {
      await site.deliver();
    }
    await evidence.time('from the delivery without it to its end', () =>
      api.waitUntilGone({ apiVersion: 'v1', kind: 'Namespace', name }, 60_000),
    );
    evidence.note('commit', `${(await fluxRepository.head()).slice(0, 10)} in ${fluxRepository.name}`);
  },
};

/** A service of the first team that needs no secret, rather one whose image somebody else has built. */
function lentService({ stage }: World): Service | undefined {
  const open = Object.values(stage.tenant.services).filter(({ container, base }) =>
    [container.env, base.env].every((env) => Object.values(env).every((value) => typeof value === 'string')),
  );
  return open.find(({ container }) => container.image.kind === 'pinned') ?? open[0];
}

/** A small team: one service of the first team, by itself. */
function secondTenant(world: World): { readonly tenant: Tenant; readonly service: string } {
  const lent = lentService(world);
  assert(lent !== undefined, 'no service could stand alone');
  const { container } = lent;
  // Builds stay with the team whose they are.
  const image = container.image.kind === 'pinned' ? container.image : pinned('registry.k8s.io/pause:3.10');
  const service = { ...lent, container: { ...container, image }, calls: [] };
  const tenant = {
    ...world.stage.tenant,
    name,
    namespace: name,
    repository: `${name}-repo`,
    services: { [service.name]: service },
  };
  return { tenant, service: service.name };
}
