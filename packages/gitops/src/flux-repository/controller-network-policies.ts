import type { Platform } from '@tideway/model';
import type { NetworkPolicy } from '../kinds/network-policy.ts';
import { isBuiltInNamespace } from './names.ts';

/**
 * Lets the pods of each controller namespace be reached from that namespace and from the clusters' own networks
 * only: the API server calls their webhooks from there. Namespaces that belong to Kubernetes are left alone.
 */
export function controllerNetworkPolicies(platform: Platform, environment: string): readonly NetworkPolicy[] {
  const namespaces = new Set(Object.values(platform.controllers).map(({ namespace }) => namespace));
  const networks = Object.values(platform.clusters)
    .filter((cluster) => cluster.environment === environment)
    .map(({ cidr }) => ({ ipBlock: { cidr } }));
  return [...namespaces]
    .filter((namespace) => !isBuiltInNamespace(namespace))
    .map((namespace) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-ingress', namespace },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [{ from: [{ podSelector: {} }, ...networks] }],
      },
    }));
}
