import type { Tenant } from '@tideway/model';

/** Namespace of Flux. */
export const fluxNamespace = 'flux-system';

/** Git source of the cluster's own repository; the Flux Operator and `flux bootstrap` both name it so. */
export const fluxSource = 'flux-system';

/** Label on a namespace that says whose it is; the one that `flux create tenant` sets. */
export const tenantLabel = 'toolkit.fluxcd.io/tenant';

/** Git source and Kustomization of a tenant, in its namespace. */
export function tenantSyncName(tenant: Tenant): string {
  return `${tenant.name}-tenant`;
}

/** Namespaces that every cluster has, and that no controller may declare as its own. */
export function isBuiltInNamespace(namespace: string): boolean {
  return namespace === 'default' || namespace === fluxNamespace || namespace.startsWith('kube-');
}
