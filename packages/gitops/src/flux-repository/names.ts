import type { Platform, Tenant } from '@tideway/model';

/** Namespace of Flux. */
export const fluxNamespace = 'flux-system';

/** Git source of the cluster's own repository; the Flux Operator and `flux bootstrap` both name it so. */
export const fluxSource = 'flux-system';

/** Label on a namespace that says whose it is; the one that `flux create tenant` sets. */
export const tenantLabel = 'toolkit.fluxcd.io/tenant';

/** ConfigMap with what is known only once the infrastructure stands, written by its deployment. */
export const runtimeConfigMap = 'tideway-runtime';

/** Secret with the token that events are signed with, in each namespace that has a Receiver. */
export const receiverSecret = 'flux-receiver';

/** Git source, Kustomization and Receiver of a tenant, in its namespace. */
export function tenantSyncName(tenant: Tenant): string {
  return `${tenant.name}-tenant`;
}

/** Receiver of a tenant's images, in its namespace. */
export function imagesReceiverName(tenant: Tenant): string {
  return `${tenant.name}-images`;
}

/** Folder in AWS Secrets Manager of what Flux itself needs. */
export function fluxSecretFolder(platform: Platform): string {
  return `${platform.name}/${fluxNamespace}/`;
}

/** Namespaces that every cluster has, and that no controller may declare as its own. */
export function isBuiltInNamespace(namespace: string): boolean {
  return namespace === 'default' || namespace === fluxNamespace || namespace.startsWith('kube-');
}
