import type { FileTree } from '@tideway/gitops';
import { parseAllDocuments } from 'yaml';
import { joinPath } from './tree-path.ts';

/** File names that kustomize takes for a Kustomization, in its own order. */
export const kustomizationFileNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** The Kustomization or Component in a folder. */
export interface KustomizationFile {
  /** Path of the file in the tree. */
  readonly path: string;
  /** `unreadable`: no YAML map, which kustomize itself explains best. */
  readonly kind: 'Kustomization' | 'Component' | 'unreadable';
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The same bytes are parsed once, whichever tree they are part of. */
const parsed = new WeakMap<Uint8Array, readonly unknown[]>();

/** All YAML documents in a file as plain values; a file that is no YAML has none. */
export function yamlDocuments(bytes: Uint8Array): readonly unknown[] {
  const known = parsed.get(bytes);
  if (known !== undefined) return known;
  const documents = parseYaml(new TextDecoder().decode(bytes));
  parsed.set(bytes, documents);
  return documents;
}

/** Parses YAML text to plain values, one per document; text that is no YAML has none. */
export function parseYaml(text: string): readonly unknown[] {
  const documents = parseAllDocuments(text, { version: '1.1', merge: true, uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  if (documents.some((document) => document.errors.length > 0)) return [];
  return documents.map((document) => document.toJS() as unknown);
}

/**
 * The Kustomization file in a folder, undefined when it has none.
 *
 * Flux's Kustomization has the same kind and often the same file name; its API group tells them apart.
 */
export function kustomizationIn(tree: FileTree, folder: string): KustomizationFile | undefined {
  for (const name of kustomizationFileNames) {
    const path = joinPath(folder, name);
    const file = tree.get(path);
    if (file === undefined) continue;
    const [fields] = yamlDocuments(file.bytes);
    if (!isRecord(fields)) return { path, kind: 'unreadable', fields: {} };
    const group = typeof fields['apiVersion'] === 'string' ? fields['apiVersion'] : '';
    if (group !== '' && !group.startsWith('kustomize.config.k8s.io/')) continue;
    const kind = fields['kind'] ?? 'Kustomization';
    if (kind === 'Kustomization' || kind === 'Component') return { path, kind, fields };
  }
  return undefined;
}

/** Whether a value is a map with string keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
