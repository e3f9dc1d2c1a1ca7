import type { Edit } from '../git/clone.ts';
import { kinds } from '../kubernetes/kinds.ts';
import { buildsOf } from '../scenarios/source-loop.ts';
import type { World } from '../scenarios/world.ts';
import { ofTenant } from './places.ts';

/** Commits an edit of the flux-repo, and waits until Flux has tried to apply it. */
export async function inFluxRepository(world: World, path: string, edit: Edit, by: string): Promise<void> {
  await world.change(world.platform.repositories.flux, { [path]: edit }, `Sabotage ${path}`);
  await world.attempted(kinds.kustomization('flux-system', by), world.fluxRepository);
}

/** Commits an edit of where the tenant's source comes from, and waits until the cluster has it: it may not work at all. */
export async function inSource(world: World, edit: Edit): Promise<void> {
  const { api, platform, stage } = world;
  const { metadata } = await api.get(stage.source);
  const path = ofTenant(world, 'source.yaml');
  await world.change(platform.repositories.flux, { [path]: edit }, `Sabotage ${path}`);
  await api.waitFor(
    stage.source,
    'is another one',
    (live) => live.metadata.generation !== metadata.generation,
  );
}

/** Commits an edit of the tenant's repository, and waits until Flux has tried to apply it. */
export async function inTenantRepository(world: World, path: string, edit: Edit): Promise<void> {
  await world.change(world.stage.tenant.repository, { [path]: edit }, `Sabotage ${path}`);
  await world.attempted(world.stage.sync, world.tenantRepository);
}

/** Edits the sources that developers begin with; only what they push is built. */
export async function inSources(world: World, path: string, edit: Edit): Promise<void> {
  const builds = await buildsOf(world);
  const clone = await world.clone(builds.repository.name);
  builds.workFrom(await clone.commitFrom(builds.delivered, { [path]: edit }, `Sabotage ${path}`));
}
