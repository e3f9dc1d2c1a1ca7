import type { Tenant } from '@tideway/model';
import type { LimitRange, ResourceQuota } from '../kinds/quota.ts';

/** What all of a tenant's pods and services together may claim on a cluster. */
export function tenantQuota({ namespace, quota }: Tenant): ResourceQuota {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'tenant', namespace },
    spec: {
      hard: {
        'requests.cpu': quota.requests.cpu,
        'requests.memory': quota.requests.memory,
        'limits.cpu': quota.limits.cpu,
        'limits.memory': quota.limits.memory,
        pods: `${quota.pods}`,
        services: `${quota.services}`,
        'services.loadbalancers': `${quota.loadBalancers}`,
        persistentvolumeclaims: `${quota.persistentVolumeClaims}`,
        'requests.storage': quota.storage,
      },
    },
  };
}

/** What a tenant's container gets that states nothing, and what none may exceed. */
export function tenantLimitRange({ namespace, limitRange }: Tenant): LimitRange {
  const { defaultRequests, defaultLimits, max } = limitRange;
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'tenant', namespace },
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: defaultLimits.cpu, memory: defaultLimits.memory },
          defaultRequest: { cpu: defaultRequests.cpu, memory: defaultRequests.memory },
          max: { cpu: max.cpu, memory: max.memory },
        },
      ],
    },
  };
}
