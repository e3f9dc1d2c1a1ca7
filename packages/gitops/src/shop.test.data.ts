import {
  built,
  definePlatform,
  externalSecrets,
  fromSecret,
  pinned,
  type Platform,
  type PlatformInput,
} from '@tideway/model';
import { load, loadAll } from 'js-yaml';
import { generateRepositories, type GeneratedRepository } from './generate-repositories.ts';
import type {
  Deployment,
  ExternalSecret,
  FluxInstance,
  FluxKustomization,
  GitRepository,
  HelmRelease,
  ImagePolicy,
  ImageRepository,
  ImageUpdateAutomation,
  KubernetesObject,
  KubernetesService,
  KustomizeKustomization,
  LimitRange,
  Namespace,
  NetworkPolicy,
  OCIRepository,
  PersistentVolumeClaim,
  PodDisruptionBudget,
  Receiver,
  ResourceQuota,
  Role,
  RoleBinding,
  SecretStore,
  ServiceAccount,
  StorageClass,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
} from './kinds/index.ts';

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

/** The YAML documents of a generated file. */
export function objectsIn(from: GeneratedRepository, path: string): readonly KubernetesObject[] {
  return loadAll(textOf(from, path)) as readonly KubernetesObject[];
}

/** The one document of a kind in a generated file. */
export function objectIn<Kind extends keyof Kinds>(
  from: GeneratedRepository,
  path: string,
  kind: Kind,
): Kinds[Kind] {
  const [found, ...others] = ofKind(objectsIn(from, path), kind);
  if (found === undefined || others.length > 0) throw new Error(`${path} has not exactly one ${kind}`);
  return found;
}

/** A generated `kustomization.yaml`. */
export function kustomizationIn(from: GeneratedRepository, folder: string): KustomizeKustomization {
  return load(textOf(from, `${folder}/kustomization.yaml`)) as KustomizeKustomization;
}

/** The objects of one kind. */
export function ofKind<Kind extends keyof Kinds>(
  objects: readonly KubernetesObject[],
  kind: Kind,
): readonly Kinds[Kind][] {
  return objects.filter((object): object is Kinds[Kind] => object.kind === kind);
}

/** The kinds that are generated, as a cluster knows them. */
export interface Kinds {
  readonly ConfigMap: ConfigMap;
  readonly Deployment: Deployment;
  readonly ExternalSecret: ExternalSecret;
  readonly FluxInstance: FluxInstance;
  readonly GitRepository: GitRepository;
  readonly HelmRelease: HelmRelease;
  readonly ImagePolicy: ImagePolicy;
  readonly ImageRepository: ImageRepository;
  readonly ImageUpdateAutomation: ImageUpdateAutomation;
  readonly Kustomization: FluxKustomization;
  readonly LimitRange: LimitRange;
  readonly Namespace: Namespace;
  readonly NetworkPolicy: NetworkPolicy;
  readonly OCIRepository: OCIRepository;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly Receiver: Receiver;
  readonly ResourceQuota: ResourceQuota;
  readonly Role: Role;
  readonly RoleBinding: RoleBinding;
  readonly SecretStore: SecretStore;
  readonly Service: KubernetesService;
  readonly ServiceAccount: ServiceAccount;
  readonly StorageClass: StorageClass;
  readonly ValidatingAdmissionPolicy: ValidatingAdmissionPolicy;
  readonly ValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBinding;
}

/** Never generated; tests render one. */
export interface ConfigMap extends KubernetesObject {
  readonly kind: 'ConfigMap';
  readonly data: Readonly<Record<string, string>>;
}
