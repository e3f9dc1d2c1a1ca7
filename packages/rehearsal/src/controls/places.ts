import type { World } from '../scenarios/world.ts';

/** Where the flux-repo has a file of the tenant for all environments. */
export function ofTenant(world: World, file: string): string {
  return `apps/base/${world.stage.tenant.name}/${file}`;
}

/** Where the flux-repo has a file of the tenant for the cluster's environment alone. */
export function ofEnvironment(world: World, file: string): string {
  return `apps/overlays/${world.cluster.model.environment}/${world.stage.tenant.name}/${file}`;
}
