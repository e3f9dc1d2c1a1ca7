import type { Port, Service, Tenant } from '@tideway/model';
import type { KubernetesService } from '../kinds/service.ts';
import { selectorLabels, serviceLabels } from './labels.ts';

/** Ports of a service that others may use, of its sidecars as well. */
export function publishedPorts(service: Service): readonly Port[] {
  return [service.container, ...service.sidecars].flatMap(({ ports }) =>
    ports.filter((port) => port.published),
  );
}

/** The Kubernetes Service in the base; `undefined` for a service that nobody can call. */
export function kubernetesService(tenant: Tenant, service: Service): KubernetesService | undefined {
  const ports = publishedPorts(service);
  if (ports.length === 0) return undefined;
  const annotations = baseAnnotations(service);
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: service.name,
      labels: serviceLabels(tenant, service.name),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      type: service.base.type,
      selector: selectorLabels(service.name),
      ports: ports.map(({ name, port, targetPort }) => ({ name, port, targetPort })),
    },
  };
}

/** Annotations of the Kubernetes Service in the base. */
export function baseAnnotations(service: Service): Readonly<Record<string, string>> {
  return { ...service.annotations, ...service.base.annotations };
}
