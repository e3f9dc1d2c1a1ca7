import type { Edit } from '../git/clone.ts';
import { kinds } from '../kubernetes/kinds.ts';
import type { World } from '../scenarios/world.ts';

/** Commits an edit of the flux-repo, and waits until Flux has tried to apply it. */
export async function inFluxRepository(world: World, path: string, edit: Edit, by: string): Promise<void> {
  await world.change(world.platform.repositories.flux, { [path]: edit }, `Sabotage ${path}`);
  await world.attempted(kinds.kustomization('flux-system', by), world.fluxRepository);
}

/** Commits an edit of the tenant's repository, and waits until Flux has tried to apply it. */
export async function inTenantRepository(world: World, path: string, edit: Edit): Promise<void> {
  await world.change(world.stage.tenant.repository, { [path]: edit }, `Sabotage ${path}`);
  await world.attempted(world.stage.sync, world.tenantRepository);
}
