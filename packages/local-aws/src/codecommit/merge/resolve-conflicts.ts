import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Repository } from '../repository.ts';
import type { TreeEntry } from '../tree.ts';
import { readBlob } from '../tree.ts';
import type { MergeRequest } from './merge.ts';
import type { Conflict, MergedTree } from './merge-tree.ts';

/** A merge with conflicts, and how they are to be resolved. */
export interface ConflictResolution extends MergeRequest {
  readonly merged: MergedTree;
  readonly conflicts: readonly Conflict[];
}

const FAVOUR = { ACCEPT_SOURCE: '--theirs', ACCEPT_DESTINATION: '--ours', AUTOMERGE: '--union' } as const;

/** Tree of a merge with its conflicts resolved by the strategy; undefined if one of them can't be. */
export async function resolveConflicts(
  repository: Repository,
  resolution: ConflictResolution,
): Promise<string | undefined> {
  const { merged, conflicts, destination, source } = resolution;
  const open = new Set(merged.conflicts.map(({ path }) => path));
  const resolved = new Map<string, TreeEntry | undefined>();
  for (const conflict of conflicts) {
    // A file in the place of a folder: Git has put it beside, under a name with the commit.
    if ([destination, source].some((commit) => conflict.path.endsWith(`~${commit}`))) return undefined;
    const entry = await resolve(repository, conflict, resolution, open.has(conflict.path));
    if (entry === 'unresolved') return undefined;
    if (entry !== 'as merged') resolved.set(conflict.path, entry);
  }
  return await replaceEntries(repository, merged.tree, resolved);
}

async function resolve(
  repository: Repository,
  conflict: Conflict,
  { strategy, detailLevel }: ConflictResolution,
  isOpen: boolean,
): Promise<TreeEntry | undefined | 'unresolved' | 'as merged'> {
  const { base, destination, source } = conflict;
  if (strategy === 'NONE') return 'unresolved';
  const whole = detailLevel === 'FILE_LEVEL' && strategy !== 'AUTOMERGE';
  if (!whole && !isOpen) return 'as merged';
  if (
    !whole &&
    base &&
    destination &&
    source &&
    [destination, source].every(({ mode }) => mode.startsWith('100'))
  ) {
    const id = await mergeLines(repository, [destination, base, source], FAVOUR[strategy]);
    return { mode: strategy === 'ACCEPT_SOURCE' ? source.mode : destination.mode, id };
  }
  if (strategy === 'AUTOMERGE') return 'unresolved';
  return strategy === 'ACCEPT_SOURCE' ? source : destination;
}

async function mergeLines(
  repository: Repository,
  versions: readonly TreeEntry[],
  favour: string,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tideway-merge-'));
  try {
    const files = versions.map((_, index) => join(folder, String(index)));
    await Promise.all(
      versions.map(async ({ id }, index) => writeFile(files[index] ?? '', await readBlob(repository, id))),
    );
    const { stdout } = await repository.git(['merge-file', '-p', favour, ...files]);
    return (await repository.git(['hash-object', '-w', '--stdin'], { input: stdout })).text;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function replaceEntries(
  repository: Repository,
  tree: string,
  entries: ReadonlyMap<string, TreeEntry | undefined>,
): Promise<string> {
  if (entries.size === 0) return tree;
  const index = join(repository.directory, `index.${randomUUID()}`);
  const environment = { GIT_INDEX_FILE: index };
  const lines = [...entries].map(([path, entry]) =>
    entry ? `${entry.mode} ${entry.id}\t${path}\0` : `0 ${'0'.repeat(40)}\t${path}\0`,
  );
  try {
    await repository.git(['read-tree', tree], { environment });
    await repository.git(['update-index', '-z', '--index-info'], { environment, input: lines.join('') });
    return (await repository.git(['write-tree'], { environment })).text;
  } finally {
    await rm(index, { force: true });
  }
}
