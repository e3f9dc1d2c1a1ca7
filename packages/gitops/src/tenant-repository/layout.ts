import type { Tenant } from '@tideway/model';

/** Folder of what is alike in all environments. */
export const baseFolder = 'deploy/kubernetes/base';

/** Folder of what one environment adds to the base. */
export function overlayFolder(environment: string): string {
  return `deploy/kubernetes/overlays/${environment}`;
}

/** File of a name from the model, beside a `kustomization.yaml` that it must not be taken for. */
export function fileOf(name: string): string {
  return name === 'kustomization' ? 'kustomization.service.yaml' : `${name}.yaml`;
}

/** File of a service's patches in an overlay; no name of a service holds a dot. */
export function patchFileOf(service: string): string {
  return `${service}.patch.yaml`;
}

/** Where in the model a tenant, or one of its services, is declared. */
export function modelPath(tenant: Tenant, service?: string): string {
  return service === undefined ? `tenants.${tenant.name}` : `tenants.${tenant.name}.services.${service}`;
}
