import type { Tenant } from '@tideway/model';

/** Namespace of Flux on every cluster. */
export const fluxNamespace = 'flux-system';

/** Git source of the cluster's own repository, and its Receiver. */
export const fluxSource = 'flux-system';

/** ConfigMap with what is known only after a deployment; Flux substitutes from it. */
export const runtimeConfigMap = 'tideway-runtime';

/** Last part of the path of a Receiver's token in AWS Secrets Manager. */
export const receiverToken = 'flux-receiver';

/** Git source of a tenant, and its Receiver. */
export function tenantSource(tenant: Tenant): string {
  return `${tenant.name}-tenant`;
}

/** Receiver of a tenant's images. */
export function tenantImages(tenant: Tenant): string {
  return `${tenant.name}-images`;
}
