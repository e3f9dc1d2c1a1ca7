import type { Platform, Tenant } from '@tideway/model';
import { slowestReadiness } from '../tenant-repository/readiness.ts';

/** How soon Flux tries again what failed; its interval would be too late, every second would be noise. */
export const retryInterval = '1m';

/** Time for pulling images and for services that wait for others, on top of the slowest readiness, in seconds. */
const startAllowance = 180;

/** Minutes within which all services of a tenant must be ready, or its Kustomization counts as failed. */
export function tenantTimeout(tenant: Tenant): number {
  const slowest = Math.max(0, ...Object.values(tenant.services).map(slowestReadiness));
  return Math.max(5, Math.ceil((slowest + startAllowance) / 60));
}

/** Minutes within which all tenants must be ready: longer than the slowest of them. */
export function appsTimeout(platform: Platform): number {
  return 2 + Math.max(5, ...Object.values(platform.tenants).map(tenantTimeout));
}

/** Minutes as a Flux duration. */
export function minutes(count: number): string {
  return `${count}m`;
}
