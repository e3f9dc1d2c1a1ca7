import type { Tenant } from '../platform.ts';
import { bytes, milliCpus } from '../quantity.ts';
import type { Resources, Service, ServiceInEnvironment } from '../service.ts';

/** What a namespace needs of its quota: thousandths of a CPU, bytes and pieces. */
export interface Claim {
  readonly requestCpu: number;
  readonly requestMemory: number;
  readonly limitCpu: number;
  readonly limitMemory: number;
  readonly pods: number;
  readonly services: number;
  readonly loadBalancers: number;
  readonly persistentVolumeClaims: number;
  readonly storage: number;
}

const POD_FIELDS = ['requestCpu', 'requestMemory', 'limitCpu', 'limitMemory', 'pods'] as const;

type PodClaim = { -readonly [Field in (typeof POD_FIELDS)[number]]: number };

/** What the services of a tenant need in one environment: all pods and, on top, the largest one that a rollout starts before it stops another. */
export function claimIn(tenant: Tenant, environment: string): Claim {
  const pods: PodClaim = { requestCpu: 0, requestMemory: 0, limitCpu: 0, limitMemory: 0, pods: 0 };
  const surge = { ...pods };
  const counts = { services: 0, loadBalancers: 0, persistentVolumeClaims: 0, storage: 0 };
  for (const service of Object.values(tenant.services)) {
    const here = service.environments[environment];
    if (!here) continue;
    const persistent = here.volumes.filter(({ kind }) => kind === 'persistent');
    const pod = podClaim(service, here);
    for (const field of POD_FIELDS) {
      pods[field] += pod[field] * here.replicas;
      // A pod with a persistent volume is stopped before the next one starts.
      if (persistent.length === 0) surge[field] = Math.max(surge[field], pod[field]);
    }
    if (isReachable(service)) counts.services += 1;
    if (here.type === 'LoadBalancer') counts.loadBalancers += 1;
    counts.persistentVolumeClaims += persistent.length;
    for (const { size } of persistent) counts.storage += bytes(size);
  }
  for (const field of POD_FIELDS) pods[field] += surge[field];
  return { ...pods, ...counts };
}

function podClaim({ sidecars }: Service, { resources }: ServiceInEnvironment): PodClaim {
  const pod: PodClaim = { requestCpu: 0, requestMemory: 0, limitCpu: 0, limitMemory: 0, pods: 1 };
  const add = ({ requests, limits }: Resources): void => {
    pod.requestCpu += milliCpus(requests.cpu);
    pod.requestMemory += bytes(requests.memory);
    pod.limitCpu += milliCpus(limits.cpu);
    pod.limitMemory += bytes(limits.memory);
  };
  add(resources);
  for (const sidecar of sidecars) add(sidecar.resources);
  return pod;
}

/** Only a service that publishes a port has a Kubernetes Service. */
function isReachable({ container, sidecars }: Service): boolean {
  return [container, ...sidecars].some(({ ports }) => ports.some(({ published }) => published));
}
