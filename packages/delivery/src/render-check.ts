import { posix } from 'node:path';
import {
  kustomizeDependencies,
  kustomizeRoots,
  renderRoots,
  rootsTouchedBy,
  type Kustomize,
} from '@tideway/kustomize';
import type { BranchTree } from './branch-tree.ts';

/** A tree to render from. */
export interface RenderCheckOptions {
  readonly kustomize: Kustomize;
  readonly tree: BranchTree;
  readonly temporaryDirectory: string;
}

/** Roots that these paths have a part in, of a tree in which they have changed. */
export async function touchedRoots(
  tree: BranchTree,
  changed: ReadonlySet<string>,
): Promise<readonly string[]> {
  await loadKustomizations(tree);
  return rootsTouchedBy(tree.files, changed);
}

/**
 * Renders roots with the real kustomize.
 *
 * @returns what kustomize said, by root, for those that do not render; a root that the tree does not have is none
 */
export async function brokenRoots(
  options: RenderCheckOptions,
  roots: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { kustomize, tree, temporaryDirectory } = options;
  await loadKustomizations(tree);
  const existing = new Set(kustomizeRoots(tree.files));
  const wanted = roots.filter((root) => existing.has(root));
  // What a plugin's configuration names is known only after that file was read.
  while (await tree.load(wanted.flatMap((root) => filesOfRoot(tree, root))));
  const renderings = await renderRoots({ kustomize, tree: tree.files, roots: wanted, temporaryDirectory });
  return new Map(
    renderings.flatMap(({ root, problem }) => (problem === undefined ? [] : [[root, problem] as const])),
  );
}

/** Files that a root is rendered from, also ones that it names and does not have. */
export function filesOfRoot(tree: BranchTree, root: string): readonly string[] {
  return [...kustomizeDependencies(tree.files, root).files];
}

const kustomizationNames = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);

async function loadKustomizations(tree: BranchTree): Promise<void> {
  await tree.load([...tree.files.keys()].filter((path) => kustomizationNames.has(posix.basename(path))));
}
