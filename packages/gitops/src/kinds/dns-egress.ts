import type { NetworkPolicy } from './network-policy.ts';

/** Lets pods ask the cluster's DNS. */
export const dnsEgress: NonNullable<NetworkPolicy['spec']['egress']>[number] = {
  to: [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
      podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
    },
  ],
  ports: [
    { protocol: 'UDP', port: 53 },
    { protocol: 'TCP', port: 53 },
  ],
};
