import { posix } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { stringify } from 'yaml';
import { kustomizationFileNames } from './kustomization-file.ts';
import { folderOf, joinPath, treeRoot } from './tree-path.ts';

/**
 * The Kustomization that Flux makes for a folder without one: every YAML file below it, and folders with
 * a Kustomization of their own as a whole. Undefined when the folder has one, or has nothing to apply.
 *
 * @see https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_generator.go
 */
export function generatedKustomization(tree: FileTree, folder: string): string | undefined {
  if (hasKustomization(tree, folder)) return undefined;
  const prefix = folder === treeRoot ? '' : `${folder}/`;
  const resources = new Set<string>();
  for (const path of tree.keys()) {
    if (!path.startsWith(prefix) || !/\.ya?ml$/.test(path)) continue;
    resources.add(outermostRoot(tree, folder, path) ?? path);
  }
  if (resources.size === 0) return undefined;
  return stringify({
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [...resources].sort().map((path) => path.slice(prefix.length)),
  });
}

/** Flux goes by the file's name alone here, whatever is inside. */
function hasKustomization(tree: FileTree, folder: string): boolean {
  return kustomizationFileNames.some((name) => tree.has(joinPath(folder, name)));
}

function outermostRoot(tree: FileTree, top: string, path: string): string | undefined {
  let outermost: string | undefined;
  for (let folder = folderOf(path); folder !== top && folder !== treeRoot; folder = posix.dirname(folder)) {
    if (hasKustomization(tree, folder)) outermost = folder;
  }
  return outermost;
}
