import { generateRepositories, type FileTree } from '@tideway/gitops';
import {
  built,
  definePlatform,
  pinned,
  type Platform,
  type PlatformInput,
  type ServiceInput,
} from '@tideway/model';
import type { Entry, Snapshot } from '../oracle/snapshot.ts';
import { sourceFolder } from './source-folder.ts';
import type { ServiceSpec, Spec } from './spec.ts';

/** Which of a platform's repositories a run is about: the tenant's, Flux's, or sources of a service that are no YAML. */
export type Role = 'tenant' | 'flux' | 'sources';

const modelFile = 'apps/platform/platform.ts';

/** Names of a platform's repositories. */
export interface RepositoryNames {
  readonly tenant: string;
  readonly flux: string;
}

const usualNames: RepositoryNames = { tenant: 'shop-repo', flux: 'flux-repo' };

/** The real platform of a spec. */
export function platformOf(spec: Spec, names: RepositoryNames = usualNames): Platform {
  return definePlatform(inputOf(spec, names));
}

/** A spec in the words of the model: plain data, that can as well stand in a file. */
export function inputOf(spec: Spec, names: RepositoryNames): PlatformInput {
  const { account, region, environments, services, pods } = spec;
  return {
    name: 'soak',
    aws: { account, region },
    repositories: { flux: names.flux },
    environments: Object.fromEntries(
      environments.map(({ name, automated }) => [name, { images: automated ? 'automated' : 'promoted' }]),
    ),
    clusters: Object.fromEntries(
      environments.map(({ name }, index) => [
        `${name}-cluster`,
        { environment: name, kubernetes: '1.36', cidr: `10.${index + 1}.0.0/16` },
      ]),
    ),
    tenants: {
      shop: {
        repository: names.tenant,
        quota: { pods },
        services: Object.fromEntries(
          services.map((service) => [
            service.name,
            serviceInput(
              service,
              environments.map(({ name }) => name),
            ),
          ]),
        ),
      },
    },
  };
}

/** What the real generator gives for one repository of a spec. */
export function treeOf(spec: Spec, role: Role, names?: RepositoryNames): FileTree {
  if (role === 'sources') return sourceFolder(spec);
  const repository = generateRepositories(platformOf(spec, names), { model: modelFile }).find(
    (one) => one.role === role,
  );
  if (repository === undefined) throw new Error(`The platform has no repository for ${role}.`);
  return repository.files;
}

/** A generated tree as the oracle sees trees. */
export function snapshotOf(tree: FileTree): Snapshot {
  return new Map(
    [...tree].map(([path, { bytes, executable }]): [string, Entry] => [
      path,
      { mode: executable === true ? '100755' : '100644', bytes: Buffer.from(bytes) },
    ]),
  );
}

function serviceInput(service: ServiceSpec, environments: readonly string[]): ServiceInput {
  const { name, image, port, replicas, env, exposed, differences } = service;
  return {
    image:
      image.kind === 'built'
        ? built({ app: `apps/${name}`, source: `${name}-repo`, repository: image.ecr })
        : pinned(`docker.io/library/${name}:1.${image.version}`),
    ports: { http: port },
    replicas,
    env,
    exposed,
    environments: Object.fromEntries(
      Object.entries(differences)
        .filter(([environment]) => environments.includes(environment))
        .map(([environment, { replicas: count, env: own, annotation, loadBalancer }]) => [
          environment,
          {
            ...(count !== undefined && { replicas: count }),
            ...(own !== undefined && { env: own }),
            ...(annotation !== undefined && { annotations: { 'example.com/note': annotation } }),
            ...(loadBalancer === true && { type: 'LoadBalancer' as const }),
          },
        ]),
    ),
  };
}
