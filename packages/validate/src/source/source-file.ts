import { CORE_SCHEMA, loadAll, mergeTag, YAMLException } from 'js-yaml';
import type { TreeFile } from '@tideway/gitops';
import { asKubernetesObject, type KubernetesObject } from './kubernetes-object.ts';

/** One YAML document of a file. */
export interface SourceDocument {
  readonly file: SourceFile;
  /** Position among the file's documents, from 0. */
  readonly index: number;
  readonly value: unknown;
  /** The value, when it is a Kubernetes object or a patch that names one. */
  readonly object: KubernetesObject | undefined;
}

/** A YAML file of a repository, parsed once. */
export interface SourceFile {
  /** Name of the repository. */
  readonly repository: string;
  readonly path: string;
  readonly text: string;
  readonly documents: readonly SourceDocument[];
  /** Why it is no YAML. */
  readonly problem?: { readonly message: string; readonly line?: number };
}

const schema = CORE_SCHEMA.withTags(mergeTag);

/** Parses YAML text, one value per document. */
export function parseYamlDocuments(text: string): readonly unknown[] {
  return loadAll(text, { schema });
}

/** Parses a file of a repository; a file that is no YAML has a problem and no documents. */
export function readSourceFile(repository: string, path: string, file: TreeFile): SourceFile {
  const text = new TextDecoder().decode(file.bytes);
  const documents: SourceDocument[] = [];
  const source: SourceFile = { repository, path, text, documents };
  try {
    parseYamlDocuments(text).forEach((value, index) => {
      documents.push({ file: source, index, value, object: asKubernetesObject(value) });
    });
    return source;
  } catch (error) {
    const message = error instanceof YAMLException ? error.reason : String(error);
    const line = error instanceof YAMLException ? error.mark?.line : undefined;
    return { ...source, problem: { message, ...(line === undefined ? {} : { line: line + 1 }) } };
  }
}
