import type { FileTree } from '@tideway/gitops';
import { renderRoots, rootsTouchedBy, type Kustomize, type Rendering } from '@tideway/kustomize';
import { isFile, pathsOf, same, type Entry, type Snapshot } from './snapshot.ts';
import type { Transition } from './transition.ts';
import type { Violation } from './violation.ts';

/** What rendering needs. */
export interface RootsOptions {
  readonly transition: Transition;
  readonly kustomize: Kustomize;
  readonly temporaryDirectory: string;
}

/** Checks with the real kustomize that roots which rendered before still do, and that what is held for them would break one. */
export async function checkRoots(options: RootsOptions): Promise<readonly Violation[]> {
  const { base, before, generated, after, held } = options.transition;
  const changed = pathsOf(before, after).filter((path) => !same(before.get(path), after.get(path)));
  const violations: Violation[] = [];
  const broken = await brokenRoots(options, after, changed);
  if (broken.length > 0) {
    const brokenBefore = new Set((await brokenRoots(options, before, changed)).map(({ root }) => root));
    const had = new Set(rootsTouchedBy(treeOf(before), changed));
    const isWanted = new Set(rootsTouchedBy(treeOf(generated), pathsOf(generated)));
    for (const { root, problem = '' } of broken) {
      if (had.has(root) ? brokenBefore.has(root) : !isWanted.has(root)) continue;
      violations.push({ rule: 'root-broken', where: root, detail: problem });
    }
  }
  const heldForRoot = held.filter(({ reason }) => reason === 'root-does-not-render').map(({ path }) => path);
  if (heldForRoot.length === 0) return violations;
  const whole = new Map(after);
  const part = new Map(after);
  for (const path of heldForRoot) {
    put(whole, path, generated.get(path));
    // What people wrote goes into what is merged: it can break a root where the generator's file alone would not.
    if (same(before.get(path), base.get(path))) put(part, path, generated.get(path));
  }
  for (const tried of [whole, part]) {
    if ((await brokenRoots(options, tried, heldForRoot)).length > 0) return violations;
  }
  const detail = 'it is told that a root would not render with it, but all do';
  return [
    ...violations,
    ...heldForRoot.map((where) => ({ rule: 'held-without-reason' as const, where, detail })),
  ];
}

function put(snapshot: Map<string, Entry>, path: string, entry: Entry | undefined): void {
  if (entry === undefined) snapshot.delete(path);
  else snapshot.set(path, entry);
}

async function brokenRoots(
  options: RootsOptions,
  snapshot: Snapshot,
  changed: readonly string[],
): Promise<readonly Rendering[]> {
  const { kustomize, temporaryDirectory } = options;
  const tree = treeOf(snapshot);
  const roots = rootsTouchedBy(tree, changed);
  if (roots.length === 0) return [];
  const renderings = await renderRoots({ kustomize, tree, roots, temporaryDirectory });
  return renderings.filter(({ problem }) => problem !== undefined);
}

function treeOf(snapshot: Snapshot): FileTree {
  return new Map(
    [...snapshot].filter(([, entry]) => isFile(entry)).map(([path, { bytes }]) => [path, { bytes }]),
  );
}
