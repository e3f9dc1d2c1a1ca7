import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { leaves, type ValuePath, valueAt } from './leaves.ts';

/** An object as a file of the repository has it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly [field: string]: unknown;
}

/** What an overlay says is different from the base. */
export interface Overlay {
  /** Fields of its kustomization.yaml. */
  readonly fields: readonly string[];
  /** Objects that the base does not have, as {@link manifestKey} names them. */
  readonly added: ReadonlySet<string>;
  /** Values that differ, by object. */
  readonly changes: ReadonlyMap<string, readonly ValuePath[]>;
}

interface Kustomization {
  readonly resources?: readonly string[];
  readonly images?: readonly { readonly name: string }[];
  readonly replicas?: readonly { readonly name: string }[];
  readonly patches?: readonly { readonly path?: string }[];
}

/** `Deployment/carts`: how an object is found in base and overlay. */
export function manifestKey({ kind, metadata }: Manifest): string {
  return `${kind}/${metadata.name}`;
}

/** Reads what an overlay says is different from the base, from its own files alone. */
export async function declaredDifferences(root: string): Promise<Overlay> {
  const read = async (file: string) => loadAll(await readFile(join(root, file), 'utf8')) as Manifest[];
  const [file] = (await read('kustomization.yaml')) as unknown as readonly Kustomization[];
  const { resources = [], images = [], replicas = [], patches = [] } = file ?? {};
  const own = await Promise.all(resources.filter((path) => path.endsWith('.yaml')).map(read));
  const changes = new Map<string, ValuePath[]>();
  const change = (key: string, ...paths: readonly ValuePath[]) =>
    changes.set(key, [...(changes.get(key) ?? []), ...paths]);
  for (const { path } of patches) {
    for (const patch of await read(path ?? '')) {
      const paths = leaves(patch).filter(isChange);
      change(manifestKey(patch), ...paths);
    }
  }
  for (const { name } of replicas) change(`Deployment/${name}`, ['spec', 'replicas']);
  const base = await manifestsBelow(root, resources);
  for (const object of base) {
    const containers = valueAt(object, ['spec', 'template', 'spec', 'containers']);
    for (const { name, image } of (containers ?? []) as readonly { name: string; image: string }[]) {
      if (images.some((one) => image === one.name || image.startsWith(`${one.name}:`)))
        change(manifestKey(object), ['spec', 'template', 'spec', 'containers', name, 'image']);
    }
  }
  return { fields: Object.keys(file ?? {}), added: new Set(own.flat().map(manifestKey)), changes };
}

/** What says which object a patch is for changes nothing of it. */
function isChange([first, second]: ValuePath): boolean {
  return first !== 'apiVersion' && first !== 'kind' && !(first === 'metadata' && second === 'name');
}

async function manifestsBelow(root: string, resources: readonly string[]): Promise<readonly Manifest[]> {
  const folders = resources.filter((path) => !path.endsWith('.yaml'));
  const files = await Promise.all(
    folders.map(async (folder) => {
      const text = await readFile(join(root, folder, 'kustomization.yaml'), 'utf8');
      const [{ resources: paths = [] } = {}] = loadAll(text) as Kustomization[];
      return Promise.all(paths.map((path) => readFile(join(root, folder, path), 'utf8')));
    }),
  );
  return files.flat().flatMap((text) => loadAll(text) as Manifest[]);
}
