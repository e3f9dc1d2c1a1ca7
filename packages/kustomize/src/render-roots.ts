import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { kustomizeDependencies } from './dependencies.ts';
import type { Kustomize } from './kustomize.ts';
import { unsafePath } from './tree-path.ts';

/** What to render. */
export interface RenderRootsOptions {
  readonly kustomize: Kustomize;
  readonly tree: FileTree;
  /** Folders of the tree, as {@link kustomizeRoots} names them. */
  readonly roots: Iterable<string>;
  /** Folder in which a temporary folder is made, and removed afterwards; made when missing. */
  readonly temporaryDirectory: string;
}

/** A rendered root, or why it does not render. */
export interface Rendering {
  readonly root: string;
  /** All objects as one YAML stream. */
  readonly yaml?: string;
  /** One sentence per line, with paths as in the tree. */
  readonly problem?: string;
}

/**
 * Renders Kustomize roots of a tree with the real kustomize, as many at once as there are processors.
 *
 * Only the files that the roots need are written, beside each other in a fresh folder. What would need the
 * network, is missing or lies outside of the tree is a problem of its root, told before anything runs.
 *
 * @returns one entry per root, in their order
 * @throws {Error} of the file system when the temporary folder can't be written
 */
export async function renderRoots(options: RenderRootsOptions): Promise<readonly Rendering[]> {
  const { kustomize, tree, temporaryDirectory } = options;
  const plans = [...options.roots].map((root) => ({ root, ...planOf(tree, root) }));
  const sound = plans.filter((plan) => plan.problems.length === 0);
  const renderings = new Map<string, Rendering>();
  for (const { root, problems } of plans) {
    if (problems.length > 0) renderings.set(root, { root, problem: problems.join('\n') });
  }
  if (sound.length > 0) {
    await mkdir(temporaryDirectory, { recursive: true });
    // Kustomize resolves links and would otherwise name the folder by another path than ours.
    const folder = realpathSync(await mkdtemp(join(temporaryDirectory, 'render-')));
    try {
      writeFiles(folder, tree, new Set(sound.flatMap((plan) => plan.files)));
      await inParallel(sound, async ({ root }) => {
        renderings.set(root, await render(kustomize, folder, root));
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return plans.flatMap(({ root }) => renderings.get(root) ?? []);
}

function planOf(tree: FileTree, root: string): { files: readonly string[]; problems: readonly string[] } {
  const { files, problems } = kustomizeDependencies(tree, root);
  const existing = [...files].filter((path) => tree.has(path));
  const unsafe = existing.flatMap((path) => {
    const reason = unsafePath(path);
    return reason === undefined ? [] : [`${path}: ${reason}`];
  });
  return { files: existing, problems: [...problems.map(({ message }) => message), ...unsafe] };
}

function writeFiles(folder: string, tree: FileTree, paths: ReadonlySet<string>): void {
  const made = new Set<string>();
  for (const path of paths) {
    const bytes = tree.get(path)?.bytes;
    if (bytes === undefined) continue;
    const file = join(folder, path);
    const parent = dirname(file);
    if (!made.has(parent)) mkdirSync(parent, { recursive: true });
    made.add(parent);
    writeFileSync(file, bytes, { flag: 'wx' });
  }
}

async function render(kustomize: Kustomize, folder: string, root: string): Promise<Rendering> {
  try {
    return { root, yaml: await kustomize.build(join(folder, root)) };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const problem = words.replaceAll(`${folder}/`, '').replaceAll(folder, '.').trim();
    return { root, problem };
  }
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), items.length) }, worker));
}
