import { tenantHearsEvents } from '@tideway/gitops/flux-repository';
import type { Tenant } from '@tideway/model';

/** How many times as long everything may take where Flux hears of no push; enough for intervals of up to two minutes. */
const looking = 6;

/**
 * How patient scenarios are with what a tenant's commits and images lead to. One that uses no secret has no token for
 * Receivers: Flux finds its changes by polling.
 */
export function usualPatience(tenant: Tenant): number {
  return tenantHearsEvents(tenant) ? 1 : looking;
}
