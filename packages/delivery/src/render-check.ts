import { posix } from 'node:path';
import {
  kustomizeDependencies,
  kustomizeRoots,
  renderRoots,
  rootsTouchedBy,
  type Kustomize,
} from '@tideway/kustomize';
import type { BranchTree } from './branch-tree.ts';
import { verdictKey, type RenderVerdicts } from './render-verdicts.ts';

/** A tree to render from. */
export interface RenderCheckOptions {
  readonly kustomize: Kustomize;
  readonly tree: BranchTree;
  readonly temporaryDirectory: string;
  /** What was rendered before; what is rendered now is added. */
  readonly verdicts: RenderVerdicts;
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
 * Renders roots with the real kustomize, those that it has not seen with the very same files yet.
 *
 * @returns what kustomize said, by root, for those that do not render; a root that the tree does not have is none
 */
export async function brokenRoots(
  options: RenderCheckOptions,
  roots: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { kustomize, tree, temporaryDirectory, verdicts } = options;
  await loadKustomizations(tree);
  const existing = new Set(kustomizeRoots(tree.files));
  const wanted = roots.filter((root) => existing.has(root));
  // What a plugin's configuration names is known only after that file was read.
  while (await tree.load(wanted.flatMap((root) => filesOfRoot(tree, root))));
  const keys = new Map(wanted.map((root) => [root, verdictKey(tree, root, filesOfRoot(tree, root))]));
  const verdictOf = (root: string) => verdicts.get(keys.get(root) ?? '');
  const unseen = wanted.filter((root) => verdictOf(root) === undefined);
  const renderings = await renderRoots({ kustomize, tree: tree.files, roots: unseen, temporaryDirectory });
  for (const { root, problem } of renderings)
    verdicts.set(keys.get(root) ?? '', problem === undefined ? {} : { problem });
  return new Map(
    wanted.flatMap((root) => {
      const problem = verdictOf(root)?.problem;
      return problem === undefined ? [] : [[root, problem] as const];
    }),
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
