import type { Tenant } from '@tideway/model';
import type { TopologySpreadConstraint } from '../kinds/deployment.ts';
import type { PodDisruptionBudget } from '../kinds/pod-disruption-budget.ts';
import { selectorLabels, serviceLabels } from './labels.ts';

/** Whether a service has pods to spare: only then can they be spread, and drained one by one. */
export function isReplicated(settings: { readonly replicas: number }): boolean {
  return settings.replicas >= 2;
}

/** Keeps the pods of a service on different zones and nodes as far as there are any. */
export function spreadConstraints(service: string): readonly TopologySpreadConstraint[] {
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(service) },
  }));
}

/** Lets a node's drain take one pod of a service at a time. */
export function disruptionBudget(tenant: Tenant, service: string): PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: service, labels: serviceLabels(tenant, service) },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: selectorLabels(service) },
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}
