import { usesSecrets } from '@tideway/gitops/flux-repository';
import type { Tenant } from '@tideway/model';

/** How many times as long everything may take where Flux looks each minute instead of hearing of pushes. */
const looking = 6;

/**
 * How patient scenarios are with what a tenant's commits and images lead to. One that uses no secret has no token for
 * Receivers: Flux finds its changes by polling.
 */
export function usualPatience(tenant: Tenant): number {
  return usesSecrets(tenant) ? 1 : looking;
}
