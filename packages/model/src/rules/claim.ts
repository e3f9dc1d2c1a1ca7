import type { Tenant } from '../platform.ts';
import { bytes, milliCpus } from '../quantity.ts';
import type { Container, Resources, Service } from '../service.ts';

/** What a namespace needs of its quota: thousandths of a CPU, bytes and pieces. */
export interface Claim {
  requestCpu: number;
  requestMemory: number;
  limitCpu: number;
  limitMemory: number;
  pods: number;
  services: number;
  loadBalancers: number;
  persistentVolumeClaims: number;
  storage: number;
}

type PodClaim = Pick<Claim, 'requestCpu' | 'requestMemory' | 'limitCpu' | 'limitMemory' | 'pods'>;

/** What the services of a tenant need in one environment: all pods and, on top, the largest one that a rollout starts before it stops another. */
export function claimIn(tenant: Tenant, environment: string): Claim {
  const sum = { ...noPod(), services: 0, loadBalancers: 0, persistentVolumeClaims: 0, storage: 0 };
  const surge = noPod();
  for (const name in tenant.services) {
    const service = tenant.services[name];
    const here = service?.environments[environment];
    if (!here) continue;
    const claims = sum.persistentVolumeClaims;
    for (const { kind, size } of here.volumes) {
      if (kind !== 'persistent') continue;
      sum.persistentVolumeClaims += 1;
      sum.storage += bytes(size);
    }
    const pod = podClaim(here.resources, service.sidecars);
    add(sum, pod, here.replicas);
    // A pod with a persistent volume is stopped before the next one starts.
    if (claims === sum.persistentVolumeClaims) grow(surge, pod);
    if (isReachable(service)) sum.services += 1;
    if (here.type === 'LoadBalancer') sum.loadBalancers += 1;
  }
  add(sum, surge, 1);
  return sum;
}

function noPod(): PodClaim {
  return { requestCpu: 0, requestMemory: 0, limitCpu: 0, limitMemory: 0, pods: 0 };
}

function podClaim(own: Resources, sidecars: readonly Container[]): PodClaim {
  const pod = { ...containerClaim(own), pods: 1 };
  for (const { resources } of sidecars) add(pod, containerClaim(resources), 1);
  return pod;
}

function containerClaim({ requests, limits }: Resources): PodClaim {
  return {
    requestCpu: milliCpus(requests.cpu),
    requestMemory: bytes(requests.memory),
    limitCpu: milliCpus(limits.cpu),
    limitMemory: bytes(limits.memory),
    pods: 0,
  };
}

function add(sum: PodClaim, more: PodClaim, times: number): void {
  sum.requestCpu += more.requestCpu * times;
  sum.requestMemory += more.requestMemory * times;
  sum.limitCpu += more.limitCpu * times;
  sum.limitMemory += more.limitMemory * times;
  sum.pods += more.pods * times;
}

function grow(largest: PodClaim, other: PodClaim): void {
  largest.requestCpu = Math.max(largest.requestCpu, other.requestCpu);
  largest.requestMemory = Math.max(largest.requestMemory, other.requestMemory);
  largest.limitCpu = Math.max(largest.limitCpu, other.limitCpu);
  largest.limitMemory = Math.max(largest.limitMemory, other.limitMemory);
  largest.pods = Math.max(largest.pods, other.pods);
}

/** Only a service that publishes a port has a Kubernetes Service. */
function isReachable({ container, sidecars }: Service): boolean {
  const publishes = ({ ports }: Container): boolean => ports.some(({ published }) => published);
  return publishes(container) || sidecars.some(publishes);
}
