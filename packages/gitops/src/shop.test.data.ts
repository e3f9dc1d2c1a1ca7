import {
  built,
  definePlatform,
  externalSecrets,
  fromSecret,
  pinned,
  type Platform,
  type PlatformInput,
} from '@tideway/model';
import { loadAll } from 'js-yaml';
import { generateRepositories, type GeneratedRepository } from './generate-repositories.ts';

const container = {
  ports: { http: { port: 80, targetPort: 8080 } },
  probes: { readiness: { http: '/health', initialDelaySeconds: 20, periodSeconds: 5, failureThreshold: 4 } },
  security: { runAsUser: 10001 },
};

/** Input of a platform in which every feature is used once; tests change parts of it. */
export const shopInput = {
  name: 'acme',
  aws: { account: '111122223333', region: 'eu-central-1' },
  environments: { dev: { images: 'automated' }, prod: {} },
  clusters: {
    'dev-1': { environment: 'dev', kubernetes: '1.36', cidr: '10.1.0.0/16' },
    'prod-1': { environment: 'prod', kubernetes: '1.36', cidr: '10.2.0.0/16' },
    'prod-2': { environment: 'prod', kubernetes: '1.36', cidr: '10.3.0.0/16' },
  },
  controllers: {
    'external-secrets': externalSecrets({ version: '2.14.0', environments: { prod: { replicaCount: 2 } } }),
    metrics: {
      chart: 'oci://ghcr.io/acme/charts/metrics',
      version: '1.0.0+build.7',
      namespace: 'kube-system',
      dependsOn: ['external-secrets'],
    },
  },
  tenants: {
    shop: {
      repository: 'shop-repo',
      services: {
        web: {
          ...container,
          image: built({ app: 'apps/web', source: 'web-repo', repository: 'shop/web' }),
          env: { LEVEL: 'info', TOKEN: fromSecret('web', 'token') },
          calls: ['api'],
          exposed: true,
          annotations: { 'prometheus.io/scrape': 'true' },
          environments: {
            prod: {
              replicas: 3,
              type: 'LoadBalancer',
              annotations: { 'example.com/scheme': 'public' },
              env: { LEVEL: fromSecret('web', 'level'), EXTRA: 'yes' },
            },
          },
        },
        api: {
          ...container,
          image: built({ app: 'apps/api', source: 'api-repo', repository: 'shop/api' }),
          replicas: 2,
          calls: ['db'],
          sidecars: {
            exporter: {
              image: pinned('acme/exporter:1.0'),
              ports: { metrics: 9090 },
              security: { runAsUser: 65534 },
            },
          },
          environments: { prod: { resources: { limits: { cpu: '500m' } } } },
        },
        db: {
          image: pinned('postgres:17.2'),
          ports: { postgres: 5432, admin: { port: 9000, published: false } },
          env: { MODE: fromSecret('db', 'mode') },
          security: {
            level: 'baseline',
            reason: 'its entrypoint gives the data to its own user',
            runAsNonRoot: false,
          },
          volumes: {
            data: { mountPath: '/data', kind: 'disk', size: '1Gi' },
            tmp: { mountPath: '/tmp', kind: 'memory', size: '16Mi' },
          },
          environments: {
            prod: {
              volumes: {
                data: { mountPath: '/var/data', kind: 'persistent', size: '20Gi', storageClass: 'gp3' },
                backup: { mountPath: '/backup', kind: 'disk', size: '1Gi' },
              },
              env: { MODE: 'plain' },
            },
          },
        },
        worker: { image: pinned('acme/worker:2.1'), probes: {} },
      },
    },
    blog: { namespace: 'blog-apps', repository: 'blog-repo', branch: 'release/1', services: {} },
  },
} as const satisfies PlatformInput;

/** A platform in which every feature is used once. */
export const shop: Platform = definePlatform(shopInput);

/** A generated repository of the platform, by its name in CodeCommit. */
export function repository(name: string, platform = shop): GeneratedRepository {
  const found = generate(platform).find((one) => one.name === name);
  if (found === undefined) throw new Error(`the platform has no repository ${name}`);
  return found;
}

/** All repositories of a platform. */
export function generate(platform = shop): readonly GeneratedRepository[] {
  return generateRepositories(platform, { model: 'platform.ts' });
}

/** Text of a generated file. */
export function textOf({ name, files }: GeneratedRepository, path: string): string {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${name} has no ${path}, only ${[...files.keys()].join(', ')}`);
  return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes);
}

/** An object as YAML has it; tests look at single fields. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test expects is its type
export type Parsed = any;

/** The YAML documents of a generated file. */
export function objectsIn(from: GeneratedRepository, path: string): readonly Parsed[] {
  return loadAll(textOf(from, path)) as readonly Parsed[];
}

/** The one document of a kind in a generated file. */
export function objectIn(from: GeneratedRepository, path: string, kind: string): Parsed {
  const found = objectsIn(from, path).filter((one: { readonly kind: string }) => one.kind === kind);
  if (found.length !== 1) throw new Error(`${path} has ${found.length} of ${kind}`);
  return found[0];
}
