import { built, externalSecrets, pinned, type PlatformInput, type ServiceInput } from '@tideway/model';

/** How big a platform is. */
export interface FleetSize {
  readonly clusters: number;
  readonly tenants: number;
  /** Services of each tenant. */
  readonly services: number;
}

type Environment = 'development' | 'testing' | 'production';

const environments = ['development', 'testing', 'production'] as const;

/**
 * The input of a platform as a big company would have it: clusters spread over three environments, a Git repository
 * per tenant, and services of which half are reached by others, one in ten is built, and three in five differ in
 * production.
 */
export function fleet(size: FleetSize): PlatformInput<Environment, 'external-secrets'> {
  return {
    name: 'fleet',
    aws: { account: '111122223333', region: 'us-west-2' },
    environments: {
      development: { images: 'automated' },
      testing: {},
      production: { approval: 'pull-request' },
    },
    clusters: Object.fromEntries(numbered(size.clusters, 'cluster').map(cluster)),
    controllers: {
      'external-secrets': externalSecrets({
        version: '2.14.0',
        environments: { production: { replicaCount: 2, leaderElect: true } },
      }),
    },
    tenants: Object.fromEntries(
      numbered(size.tenants, 'team').map((name) => [name, tenant(name, size.services)]),
    ),
  };
}

function cluster(name: string, position: number): [string, PlatformInput<Environment>['clusters'][string]] {
  const environment = environments[position % environments.length] ?? 'development';
  return [name, { environment, kubernetes: '1.36', cidr: `10.${position}.0.0/16` }];
}

function tenant(name: string, count: number): PlatformInput<Environment>['tenants'][string] {
  const names = numbered(count, 'service');
  return {
    repository: `${name}-manifests`,
    quota: {
      requests: { cpu: '1000', memory: '1000Gi' },
      limits: { cpu: '2000', memory: '2000Gi' },
      pods: 2_000,
      services: 1_000,
    },
    services: Object.fromEntries(names.map((own, position) => [own, service(name, names, position)])),
  };
}

function service(team: string, names: readonly string[], position: number): ServiceInput<Environment> {
  const own = names[position] ?? '';
  const isReached = position % 2 === 0;
  const called = names[position + 2 - (position % 2)];
  return {
    image:
      position % 10 === 0
        ? built({ app: `apps/${team}/${own}`, source: `${team}-${own}`, repository: `${team}/${own}` })
        : pinned(`registry.example.com/${team}/${own}:1.${position}.0`),
    env: { LOG_LEVEL: 'info', REGION: 'us-west-2', QUEUE: `${team}-${own}` },
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    security: { runAsUser: 10_001, runAsGroup: 10_001 },
    volumes: { tmp: { mountPath: '/tmp', kind: 'memory', size: '64Mi' } },
    ...(isReached && {
      ports: { http: { port: 80, targetPort: 8080 } },
      probes: { readiness: { http: '/ready' }, liveness: { http: '/health' } },
    }),
    ...(called !== undefined && { calls: [called] }),
    ...(position % 5 < 3 && {
      environments: {
        production: { resources: { requests: { cpu: '200m', memory: '256Mi' } }, env: { LOG_LEVEL: 'warn' } },
      },
    }),
  };
}

function numbered(count: number, word: string): readonly string[] {
  const digits = String(count).length;
  return Array.from(
    { length: count },
    (_, position) => `${word}-${String(position + 1).padStart(digits, '0')}`,
  );
}
