import type { Platform, Tenant } from '@tideway/model';
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

/** A small team: one service of the first team, by itself. */
function secondTenant({ stage }: World): { readonly tenant: Tenant; readonly service: string } {
  const all = Object.values(stage.tenant.services);
  const pinned = all.find(({ container, base }) => {
    const needsSecret = [container.env, base.env].some((env) =>
      Object.values(env).some((value) => typeof value !== 'string'),
    );
    return container.image.kind === 'pinned' && !needsSecret;
  });
  assert(pinned !== undefined, 'no service could stand alone');
  const service = { ...pinned, calls: [] };
  const tenant = {
    ...stage.tenant,
    name,
    namespace: name,
    repository: `${name}-repo`,
    services: { [service.name]: service },
  };
  return { tenant, service: service.name };
}
