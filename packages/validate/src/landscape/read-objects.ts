import {
  asKubernetesObject,
  fieldOf,
  groupOf,
  isFields,
  type KubernetesObject,
} from '../source/kubernetes-object.ts';
import { parseYamlDocuments, type SourceDocument } from '../source/source-file.ts';
import type { SourceRepository } from '../source/source-repository.ts';
import type { LandscapeObject, RenderedRoot } from './landscape.ts';

/** A rendered YAML stream and where it comes from. */
export interface ReadObjectsOptions {
  readonly yaml: string;
  readonly root: RenderedRoot;
  readonly repository: SourceRepository;
}

/** The objects of a rendered root, each with the files that declare and patch it, as far as names tell. */
export function readObjects(options: ReadObjectsOptions): readonly LandscapeObject[] {
  const { yaml, root, repository } = options;
  const declared = documentsByName(root, repository);
  const found: LandscapeObject[] = [];
  for (const value of parseYamlDocuments(yaml)) {
    const object = asKubernetesObject(value);
    if (object === undefined) continue;
    const documents = declared.get(keyOf(object)) ?? prefixed(declared, object);
    const path = documents[0]?.file.path ?? generatorOf(root, repository, object) ?? kustomizationPath(root);
    found.push({ object, repository: repository.name, path, documents, root });
  }
  return found;
}

function documentsByName(root: RenderedRoot, repository: SourceRepository): Map<string, SourceDocument[]> {
  const byName = new Map<string, SourceDocument[]>();
  for (const path of root.files) {
    for (const document of repository.yaml.get(path)?.documents ?? []) {
      if (document.object === undefined) continue;
      const key = keyOf(document.object);
      const others = byName.get(key);
      if (others === undefined) byName.set(key, [document]);
      else others.push(document);
    }
  }
  for (const documents of byName.values()) {
    // A patch repeats little more than the name of what it changes.
    if (documents.length > 1) documents.sort((a, b) => sizeOf(b.value) - sizeOf(a.value));
  }
  return byName;
}

/** A name may have got a prefix or a suffix on its way; the longest name inside of it wins. */
function prefixed(
  declared: ReadonlyMap<string, SourceDocument[]>,
  object: KubernetesObject,
): SourceDocument[] {
  let best: SourceDocument[] = [];
  let length = 0;
  for (const documents of declared.values()) {
    const candidate = documents[0]?.object;
    if (candidate?.kind !== object.kind || groupOf(candidate) !== groupOf(object)) continue;
    const { name } = candidate.metadata;
    if (name.length <= length || !object.metadata.name.includes(name)) continue;
    best = documents;
    length = name.length;
  }
  return best;
}

function generatorOf(
  root: RenderedRoot,
  repository: SourceRepository,
  object: KubernetesObject,
): string | undefined {
  const field = { ConfigMap: 'configMapGenerator', Secret: 'secretGenerator' }[object.kind];
  if (field === undefined) return undefined;
  for (const path of root.files) {
    const entries = fieldOf(repository.yaml.get(path)?.documents[0]?.value, field);
    if (!Array.isArray(entries)) continue;
    const names = entries.filter(isFields).map((entry) => String(entry['name']));
    if (names.some((name) => object.metadata.name.includes(name))) return path;
  }
  return undefined;
}

function kustomizationPath(root: RenderedRoot): string {
  const own = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
    .map((name) => (root.folder === '.' ? name : `${root.folder}/${name}`))
    .find((path) => root.files.has(path));
  return own ?? root.folder;
}

function keyOf(object: KubernetesObject): string {
  return `${groupOf(object)}|${object.kind}|${object.metadata.name}`;
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}
