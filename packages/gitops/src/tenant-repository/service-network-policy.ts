import type { Service, Tenant } from '@tideway/model';
import { dnsEgress } from '../kinds/dns-egress.ts';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../kinds/network-policy.ts';
import { publishedPorts } from './kubernetes-service.ts';
import { selectorLabels, serviceLabels } from './labels.ts';

/** Names of the services that call each service of a tenant, in the order of the model. */
export function callersOf(tenant: Tenant): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const service of Object.values(tenant.services)) {
    for (const called of service.calls) {
      const known = callers.get(called);
      if (known === undefined) callers.set(called, [service.name]);
      else known.push(service.name);
    }
  }
  return callers;
}

/** Lets a service be reached by its callers, and reach what it calls and DNS; nothing else. */
export function serviceNetworkPolicy(
  tenant: Tenant,
  service: Service,
  callers: readonly string[],
): NetworkPolicy {
  const { name } = service;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: serviceLabels(tenant, name) },
    spec: {
      podSelector: { matchLabels: selectorLabels(name) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress(service, callers),
      egress: [
        ...service.calls.flatMap((called) => {
          const ports = portsOf(tenant.services[called]);
          return ports.length === 0 ? [] : [{ to: [podsOf(called)], ports }];
        }),
        dnsEgress,
      ],
    },
  };
}

function ingress(
  service: Service,
  callers: readonly string[],
): NonNullable<NetworkPolicy['spec']['ingress']> {
  const ports = portsOf(service);
  if (ports.length === 0) return [];
  // No `from` is everybody: a load balancer comes from outside of the cluster, with any address.
  if (service.exposed) return [{ ports }];
  return callers.length === 0 ? [] : [{ from: callers.map(podsOf), ports }];
}

function portsOf(service: Service | undefined): readonly NetworkPolicyPort[] {
  if (service === undefined) return [];
  return publishedPorts(service).map(({ targetPort }) => ({ protocol: 'TCP', port: targetPort }));
}

function podsOf(service: string): NetworkPolicyPeer {
  return { podSelector: { matchLabels: selectorLabels(service) } };
}
