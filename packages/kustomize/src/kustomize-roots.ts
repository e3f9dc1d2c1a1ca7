import { posix } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { folderDependencies } from './dependencies.ts';
import { kustomizationFileNames, kustomizationIn } from './kustomization-file.ts';
import { isPlainKustomization, mayName } from './plain-text.ts';
import { folderOf, joinPath } from './tree-path.ts';

const fileNames: ReadonlySet<string> = new Set(kustomizationFileNames);

/**
 * Folders that can be rendered: those with a Kustomization of Kustomize; neither Components nor Flux's
 * Kustomizations. Sorted; the top folder is `.`.
 */
export function kustomizeRoots(tree: FileTree): readonly string[] {
  return foldersWithFile(tree).filter((folder) => isRoot(tree, folder));
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
  const unread = new Map(foldersWithFile(tree).map((folder) => [folder, textIn(tree, folder)]));
  const users = new Map<string, string[]>();
  const touched = new Set<string>();
  let targets = new Set([...changes].flatMap(targetsOf));
  while (targets.size > 0) {
    const waiting: string[] = [];
    for (const [folder, text] of unread) {
      if (!mayUse(folder, text, targets)) continue;
      unread.delete(folder);
      if (kustomizationIn(tree, folder) === undefined) continue;
      const { files, folders } = folderDependencies(tree, folder);
      for (const named of folders) users.set(named, [...(users.get(named) ?? []), folder]);
      if ([...folders].some((named) => touched.has(named)) || [...files].some((file) => changes.has(file))) {
        waiting.push(folder);
      }
    }
    targets = new Set();
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      if (touched.has(folder)) continue;
      touched.add(folder);
      targets.add(folder);
      waiting.push(...(users.get(folder) ?? []));
    }
  }
  return [...touched].filter((folder) => isRoot(tree, folder)).sort();
}

/** From this many on, reading every Kustomization is faster than looking for each in every text. */
const manyTargets = 100;

function mayUse(folder: string, text: string, targets: ReadonlySet<string>): boolean {
  if (targets.size > manyTargets || targets.has(folder)) return true;
  for (const target of targets) if (mayName(text, posix.relative(folder, target))) return true;
  return false;
}

/** What Kustomizations call a file by: its path, and the folder whose Kustomization it is. */
function targetsOf(path: string): readonly string[] {
  return fileNames.has(posix.basename(path)) ? [path, folderOf(path)] : [path];
}

function foldersWithFile(tree: FileTree): readonly string[] {
  const folders = new Set<string>();
  for (const path of tree.keys()) if (fileNames.has(posix.basename(path))) folders.add(folderOf(path));
  return [...folders].sort();
}

function foldersWithKustomization(tree: FileTree): readonly string[] {
  return foldersWithFile(tree).filter((folder) => kustomizationIn(tree, folder) !== undefined);
}

function isRoot(tree: FileTree, folder: string): boolean {
  if (isPlainKustomization(textIn(tree, folder))) return true;
  const kind = kustomizationIn(tree, folder)?.kind;
  return kind !== undefined && kind !== 'Component';
}

/** Text of all files in a folder that kustomize may take for its Kustomization. */
function textIn(tree: FileTree, folder: string): string {
  return kustomizationFileNames
    .map((name) => tree.get(joinPath(folder, name))?.bytes)
    .map((bytes) => (bytes === undefined ? '' : new TextDecoder().decode(bytes)))
    .join('');
}
