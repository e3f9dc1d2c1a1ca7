import type { Tenant } from '@tideway/model';
import { dnsEgress } from '../kinds/dns-egress.ts';
import type { NetworkPolicy } from '../kinds/network-policy.ts';

/** Nobody talks to anybody in a tenant's namespace, but for DNS; each service's own policy opens what it needs. */
export function tenantNetworkPolicies({ namespace }: Tenant): readonly NetworkPolicy[] {
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'default-deny', namespace },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    },
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'allow-dns', namespace },
      spec: { podSelector: {}, policyTypes: ['Egress'], egress: [dnsEgress] },
    },
  ];
}
