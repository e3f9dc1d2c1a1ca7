import { posix } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import type { GeneratedRepository } from '@tideway/gitops';
import { readSourceFile, type SourceFile } from './source-file.ts';

/** A repository with its YAML files parsed. */
export interface SourceRepository {
  readonly name: string;
  readonly role: GeneratedRepository['role'];
  readonly branch: string;
  readonly files: FileTree;
  /** Path to parsed file, in order of path. */
  readonly yaml: ReadonlyMap<string, SourceFile>;
}

/** Parses all YAML files of a repository. */
export function readRepository(repository: GeneratedRepository): SourceRepository {
  const { name, role, branch, files } = repository;
  const yaml = new Map<string, SourceFile>();
  const charts = [...files.keys()]
    .filter((path) => posix.basename(path) === 'Chart.yaml')
    .map((path) => posix.dirname(path));
  const templates = charts.map((folder) => posix.join(folder, 'templates/'));
  for (const path of [...files.keys()].sort()) {
    const file = files.get(path);
    if (file === undefined || !isYamlPath(path)) continue;
    // Templates of Helm charts become YAML only when Helm fills them in.
    if (templates.some((folder) => path.startsWith(folder))) continue;
    yaml.set(path, readSourceFile(name, path, file));
  }
  return { name, role, branch, files, yaml };
}

/** Whether Flux takes the file for YAML. */
export function isYamlPath(path: string): boolean {
  return /\.ya?ml$/.test(path) || posix.basename(path) === 'Kustomization';
}
