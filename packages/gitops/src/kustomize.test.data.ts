import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll } from 'vitest';
import type { FileTree } from './file-tree.ts';
import type { KubernetesObject } from './kinds/kubernetes-object.ts';

interface KustomizeRoom {
  readonly findKustomize: (options: { readonly cacheDirectory: string }) => Promise<object>;
  readonly kustomizeRoots: (tree: FileTree) => readonly string[];
  readonly renderRoots: (options: {
    readonly kustomize: object;
    readonly tree: FileTree;
    readonly roots: Iterable<string>;
    readonly temporaryDirectory: string;
  }) => Promise<readonly { readonly root: string; readonly yaml?: string; readonly problem?: string }[]>;
}

// That room builds on this one, so that no import may say its name: TypeScript and Nx allow no circle of projects.
const room = '@tideway/kustomize';
const { findKustomize, kustomizeRoots, renderRoots } = (await import(room)) as KustomizeRoom;

const folder = mkdtempSync(join(tmpdir(), 'tideway-gitops-'));
const kustomize = findKustomize({
  cacheDirectory: join(import.meta.dirname, '..', '..', '..', '.tideway', 'cache'),
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Renders roots of a tree with the real kustomize: the objects of each root, by root. */
export async function render(
  tree: FileTree,
  roots: Iterable<string> = kustomizeRoots(tree),
): Promise<ReadonlyMap<string, readonly KubernetesObject[]>> {
  const renderings = await renderRoots({
    kustomize: await kustomize,
    tree,
    roots,
    temporaryDirectory: folder,
  });
  return new Map(
    renderings.map(({ root, yaml, problem }) => {
      if (yaml === undefined) throw new Error(`${root} does not render: ${problem}`);
      return [root, loadAll(yaml) as readonly KubernetesObject[]];
    }),
  );
}

/** Renders one root. */
export async function renderOne(tree: FileTree, root: string): Promise<readonly KubernetesObject[]> {
  return (await render(tree, [root])).get(root) ?? [];
}
