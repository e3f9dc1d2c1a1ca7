import { posix } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { folderDependencies } from './dependencies.ts';
import { kustomizationFileNames, kustomizationIn } from './kustomization-file.ts';
import { folderOf } from './tree-path.ts';

const fileNames: ReadonlySet<string> = new Set(kustomizationFileNames);

/**
 * Folders that can be rendered: those with a Kustomization of Kustomize; neither Components nor Flux's
 * Kustomizations. Sorted; the top folder is `.`.
 */
export function kustomizeRoots(tree: FileTree): readonly string[] {
  return foldersWithKustomization(tree).filter(
    (folder) => kustomizationIn(tree, folder)?.kind !== 'Component',
  );
}

/** Roots that no other Kustomization builds on: what a cluster applies, rendered with all of its parts. Sorted. */
export function kustomizeEntries(tree: FileTree): readonly string[] {
  const used = new Set<string>();
  for (const folder of foldersWithKustomization(tree)) {
    for (const named of folderDependencies(tree, folder).folders) if (named !== folder) used.add(named);
  }
  return kustomizeRoots(tree).filter((root) => !used.has(root));
}

/**
 * Roots whose rendering may differ because these files were added, changed or removed. Sorted.
 *
 * @param tree the tree after the change
 * @param changed paths of files, also of ones that the tree no longer has
 */
export function rootsTouchedBy(tree: FileTree, changed: Iterable<string>): readonly string[] {
  const changes = new Set(changed);
  const users = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const folder of foldersWithKustomization(tree)) {
    const { files, folders } = folderDependencies(tree, folder);
    for (const named of folders) {
      const others = users.get(named);
      if (others === undefined) users.set(named, [folder]);
      else others.push(folder);
    }
    if ([...files].some((file) => changes.has(file))) waiting.push(folder);
  }
  const touched = new Set<string>();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    if (touched.has(folder)) continue;
    touched.add(folder);
    waiting.push(...(users.get(folder) ?? []));
  }
  return kustomizeRoots(tree).filter((root) => touched.has(root));
}

function foldersWithKustomization(tree: FileTree): readonly string[] {
  const folders = new Set<string>();
  for (const path of tree.keys()) {
    if (!fileNames.has(posix.basename(path))) continue;
    const folder = folderOf(path);
    if (kustomizationIn(tree, folder) !== undefined) folders.add(folder);
  }
  return [...folders].sort();
}
