import { expect, test } from 'vitest';
import { definePlatform } from './define-platform.ts';
import { built, pinned } from './image.ts';
import type { PlatformInput } from './platform-input.ts';
import type { ServiceInput } from './service-input.ts';

const amounts = { cpu: '2000', memory: '2000Gi' };

function named<Value>(prefix: string, count: number, make: (index: number) => Value): Record<string, Value> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}-${index}`, make(index)]));
}

function service(tenant: number, index: number): ServiceInput {
  const app = {
    app: `apps/${tenant}/${index}`,
    source: `source-${tenant}-${index}`,
    repository: `team-${tenant}/${index}-app`,
  };
  return {
    image: index % 10 === 0 ? built(app) : pinned('mongo:5.0.31'),
    ports: { http: 80, admin: { port: 9000, published: false } },
    env: { MODE: 'fast', REGION: 'here', LEVEL: 'info' },
    resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '200m', memory: '200Mi' } },
    probes: { startup: { tcp: 'http' }, readiness: { http: '/health' }, liveness: { tcp: 'http' } },
    security: { runAsUser: 10001, addCapabilities: ['NET_BIND_SERVICE'] },
    volumes: { tmp: { mountPath: '/tmp', kind: 'memory', size: '64Mi' } },
    annotations: { 'prometheus.io/scrape': 'true' },
    calls: index > 0 ? [`service-${index - 1}`] : [],
    environments: { production: { replicas: 2 } },
  };
}

const fleet: PlatformInput = {
  name: 'fleet',
  aws: { account: '111122223333', region: 'us-west-2' },
  environments: { development: { images: 'automated' }, testing: {}, production: {} },
  clusters: named('cluster', 50, (index) => ({
    environment: ['development', 'testing', 'production'][index % 3] ?? '',
    kubernetes: '1.36',
    cidr: `10.${index}.0.0/16`,
  })),
  tenants: named('tenant', 40, (tenant) => ({
    repository: `repository-${tenant}`,
    quota: { requests: amounts, limits: amounts, pods: 1000, services: 500 },
    services: named('service', 240, (index) => service(tenant, index)),
  })),
};

test('50 clusters and 40 tenants with 240 services each take a fraction of a second', () => {
  const start = process.threadCpuUsage();
  const platform = definePlatform(fleet);
  const { user, system } = process.threadCpuUsage(start);
  expect(Object.keys(platform.tenants['tenant-39']?.services ?? {})).toHaveLength(240);
  // About 0.3 s of processor time; the rest is for a machine that is busy, and a cost that grows by squares is far beyond.
  expect((user + system) / 1e6).toBeLessThan(1.5);
});
