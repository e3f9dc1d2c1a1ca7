import { hash } from 'node:crypto';
import type { BranchTree } from './branch-tree.ts';
import { blobId, noObject } from './object-id.ts';

/**
 * What kustomize said of roots that were rendered already, by everything that they are rendered from.
 *
 * Somebody who pushes meanwhile seldom touches more than one root. To render only that one again makes the next attempt
 * so much shorter that it gets in where a full one would be outrun for ever.
 */
export type RenderVerdicts = Map<string, { readonly problem?: string }>;

/** Key of a root in {@link RenderVerdicts}: it changes with every file that the root is rendered from. */
export function verdictKey(tree: BranchTree, root: string, paths: readonly string[]): string {
  const files = paths.toSorted().map((path) => {
    const file = tree.files.get(path);
    return `${path}\0${file === undefined ? noObject : blobId(file.bytes)}`;
  });
  return hash('sha1', [root, ...files].join('\n'));
}
