import type { Tenant } from '@tideway/model';

/**
 * Labels that select the pods of a service. A Deployment's selector can never change, so nothing that may
 * change one day belongs here.
 */
export function selectorLabels(service: string): Readonly<Record<string, string>> {
  return { name: service };
}

/** Labels of everything that belongs to a service. */
export function serviceLabels(tenant: Tenant, service: string): Readonly<Record<string, string>> {
  return { name: service, 'app.kubernetes.io/name': service, 'app.kubernetes.io/part-of': tenant.name };
}
