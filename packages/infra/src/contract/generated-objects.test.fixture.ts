import { generateRepositories } from '@tideway/gitops';
import type { Cluster, Platform } from '@tideway/model';
import { parseAllDocuments } from 'yaml';

/** An object of a generated repository, as far as the stacks have to do with it. */
export interface GeneratedObject {
  readonly kind?: string;
  readonly metadata?: {
    readonly name: string;
    readonly namespace?: string;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly provisioner?: string;
  readonly spec?: {
    readonly provider?: string | { readonly aws?: { readonly region: string; readonly prefix: string } };
    readonly url?: string;
    readonly storageClassName?: string;
    readonly image?: string;
    readonly components?: readonly string[];
    readonly sync?: { readonly provider: string; readonly url: string };
    readonly sourceRef?: { readonly name: string };
    readonly git?: { readonly push: { readonly branch: string } };
    readonly data?: readonly { readonly remoteRef: { readonly key: string; readonly property: string } }[];
    readonly secretStoreRef?: { readonly name: string };
    readonly postBuild?: {
      readonly substituteFrom?: readonly { readonly kind: string; readonly name: string }[];
    };
    readonly releaseName?: string;
    readonly targetNamespace?: string;
  };
}

// Many tests ask for the same few platforms and their files.
const repositories = new Map<Platform, ReadonlyMap<string, string>>();
const documents = new Map<string, readonly GeneratedObject[]>();

/** The generated repositories of a platform: text of each file by `<repository>/<path>`. */
export function generatedFiles(platform: Platform): ReadonlyMap<string, string> {
  const known = repositories.get(platform);
  if (known !== undefined) return known;
  const files = new Map(
    generateRepositories(platform, { model: 'platform.ts' }).flatMap(({ name, files }) =>
      [...files].map(([path, { bytes }]) => [`${name}/${path}`, Buffer.from(bytes).toString()] as const),
    ),
  );
  repositories.set(platform, files);
  return files;
}

/** The objects in a file. */
function parsed(text: string): readonly GeneratedObject[] {
  const known =
    documents.get(text) ??
    parseAllDocuments(text).map((document) => (document.toJS() ?? {}) as GeneratedObject);
  documents.set(text, known);
  return known;
}

/**
 * What Flux finds for one cluster: the bases, the overlays of its environment, and its own folder. What a tenant's
 * repository says has its namespace, as Flux gives it.
 */
export function objectsFor(
  files: ReadonlyMap<string, string>,
  { name, environment }: Cluster,
): readonly GeneratedObject[] {
  const found = [...files]
    .filter(([path]) => path.endsWith('.yaml') && !path.endsWith('/kustomization.yaml'))
    .filter(([path]) =>
      path.includes('/clusters/')
        ? path.includes(`/clusters/${name}/`)
        : path.includes('/base/') || path.includes(`/overlays/${environment}/`),
    )
    .flatMap(([path, text]) => parsed(text).map((object) => ({ repository: path.split('/')[0], object })));
  const namespaces = new Map(
    found
      .filter(({ object }) => object.kind === 'GitRepository')
      .map(({ object }) => [object.spec?.url?.split('/').at(-1), object.metadata?.namespace]),
  );
  return found.map(({ repository, object }) => {
    const namespace = namespaces.get(repository);
    if (object.metadata === undefined || namespace === undefined) return object;
    return { ...object, metadata: { namespace, ...object.metadata } };
  });
}

/** Those of a kind. */
export function ofKind(objects: readonly GeneratedObject[], kind: string): readonly GeneratedObject[] {
  return objects.filter((object) => object.kind === kind);
}
