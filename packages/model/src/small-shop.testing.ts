import { definePlatform } from './define-platform.ts';
import { externalSecrets } from './external-secrets.ts';
import { fromSecret } from './from-secret.ts';
import { built, pinned } from './image.ts';
import type { PlatformInput } from './platform-input.ts';
import type { Platform } from './platform.ts';
import { PlatformError } from './problem.ts';

/** A valid platform that uses every field at least once. */
export const smallShop: PlatformInput = {
  name: 'shop',
  aws: { account: '111122223333', region: 'us-west-2' },
  repositories: { flux: 'flux-repo', branch: 'main', monorepo: 'platform-repo' },
  flux: { version: '2.9.4', operator: '0.58.1', bootstrap: 'flux-operator', intervals: { git: '1m' } },
  environments: {
    dev: { images: 'automated' },
    test: { approval: 'none' },
    prod: { approval: 'pull-request', promotesFrom: 'test' },
  },
  clusters: {
    'dev-1': {
      environment: 'dev',
      kubernetes: '1.36',
      cidr: '10.1.0.0/16',
      nodes: { instance: 'm6i.large', desired: 2, min: 1, max: 3 },
    },
    'prod-1': {
      environment: 'prod',
      kubernetes: '1.35',
      cidr: '10.2.0.0/16',
      aws: { account: '444455556666', region: 'eu-central-1' },
      endpoint: 'private',
      addons: { vpcCni: 'v1.21.1-eksbuild.1' },
    },
  },
  controllers: {
    'external-secrets': externalSecrets({ version: '2.14.0', environments: { prod: { replicaCount: 2 } } }),
    metrics: {
      namespace: 'monitoring',
      chart: 'oci://ghcr.io/example/charts/metrics',
      version: '1.2.3',
      values: { nested: { list: [1, 'two', null, true] } },
      dependsOn: ['external-secrets'],
    },
  },
  tenants: {
    shop: {
      namespace: 'shop-space',
      repository: 'shop-repo',
      branch: 'main',
      quota: { pods: 20, requests: { cpu: '4', memory: '8Gi' } },
      limitRange: { max: { cpu: '1', memory: '1Gi' } },
      services: {
        web: {
          image: built({ app: 'apps/web', source: 'web-repo', repository: 'shop/web' }),
          command: ['/web'],
          args: ['-v'],
          ports: { http: { port: 80, targetPort: 8080 }, admin: { port: 9000, published: false } },
          env: { MODE: 'fast', SESSION_SECRET: fromSecret('web', 'session-secret') },
          probes: {
            startup: { http: '/health', port: 'http', failureThreshold: 10 },
            liveness: { tcp: 'http', periodSeconds: 7 },
            readiness: { exec: ['/web', 'ready'], timeoutSeconds: 1, initialDelaySeconds: 2 },
          },
          resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
          security: { runAsUser: 10001, runAsGroup: 10001, addCapabilities: ['NET_BIND_SERVICE'] },
          volumes: { tmp: { mountPath: '/tmp', kind: 'memory', size: '16Mi' } },
          annotations: { 'prometheus.io/scrape': 'true' },
          calls: ['db'],
          exposed: true,
          sidecars: {
            exporter: { image: pinned('quay.io/example/exporter:1.0'), ports: { metrics: 9100 } },
          },
          environments: {
            prod: {
              replicas: 3,
              type: 'LoadBalancer',
              annotations: { 'example.com/public': 'yes' },
              env: { MODE: 'safe' },
              resources: { limits: { cpu: '500m' } },
            },
          },
        },
        db: {
          image: pinned('mongo:5.0.31'),
          ports: { mongo: 27017 },
          security: { runAsUser: 999, fsGroup: 999 },
          volumes: { data: { mountPath: '/data/db', kind: 'disk', size: '1Gi' } },
          environments: {
            prod: { volumes: { data: { kind: 'persistent', size: '10Gi', storageClass: 'gp3' } } },
          },
        },
      },
    },
    mail: { repository: 'mail-repo' },
  },
};

/** Places by their dots, and what to put there; `undefined` takes the place out. */
export type Changes = Readonly<Record<string, unknown>>;

/** The small shop with some values replaced. */
export function shopWith(changes: Changes): PlatformInput {
  let input: unknown = smallShop;
  for (const [place, value] of Object.entries(changes)) input = replaced(input, place.split('.'), value);
  return input as PlatformInput;
}

/** The small shop's platform, with some values of the input replaced. */
export function platformWith(changes: Changes): Platform {
  return definePlatform(shopWith(changes));
}

/** What is said about the small shop when some values are replaced: one line for each problem. */
export function problemsWith(changes: Changes): readonly string[] {
  return problemsOfInput(shopWith(changes));
}

/** What is said about an input: one line for each problem, none if it is valid. */
export function problemsOfInput(input: unknown): readonly string[] {
  try {
    definePlatform(input as PlatformInput);
    return [];
  } catch (error) {
    if (error instanceof PlatformError) return error.toString().split('\n');
    throw error;
  }
}

function replaced(value: unknown, [key, ...deeper]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const { [key]: inner, ...others } = (value ?? {}) as Readonly<Record<string, unknown>>;
  const next = replaced(inner, deeper, by);
  // In its old place, because the order of environments counts.
  if (next !== undefined && inner !== undefined) return { ...(value as object), [key]: next };
  return next === undefined ? others : { ...others, [key]: next };
}
