import { isFile, parseTree, sameEntry, folderMode, type RepositoryEntry } from './git-tree.ts';
import { history, isUnknownCommit, type HistoryCommit } from './history.ts';
import { isUntouched } from './merge-file.ts';
import type { ObjectReader } from './object-reader.ts';

/** A branch, and generator output that may have found its way into it. */
export interface IsMergedOptions {
  readonly reader: ObjectReader;
  readonly head: string;
  /** Commit of the generator output in question. */
  readonly copy: string;
  /** Commit of the generator output that the branch is known to hold. @default none */
  readonly before: string | undefined;
}

/**
 * Whether a branch took over what a pull request proposed, by whatever way of merging: what the proposal changed is
 * there as proposed in at least one place, and nowhere as it was before.
 */
export async function isMerged({ reader, head, copy, before }: IsMergedOptions): Promise<boolean> {
  return hasTaken(reader, await changedPaths(reader, head, copy, before));
}

/**
 * Whether a branch took it over at some time since it was proposed, whatever became of it since then.
 *
 * @param onto head of the branch at that time
 */
export async function wasMerged(
  options: IsMergedOptions & {
    readonly mirror: string;
    readonly onto: string;
    readonly signal?: AbortSignal;
  },
): Promise<boolean> {
  const { reader, head, copy, before } = options;
  const paths = (await changedPaths(reader, head, copy, before)).map(({ path }) => path);
  if (paths.length === 0) return false;
  const since = await commitsSince({ ...options, paths: paths.length > mostPaths ? [] : paths });
  for (const { id } of since) if (await isMerged({ reader, head: id, copy, before })) return true;
  return false;
}

async function commitsSince(options: {
  readonly mirror: string;
  readonly head: string;
  readonly onto: string;
  readonly paths: readonly string[];
  readonly signal?: AbortSignal;
}): Promise<readonly HistoryCommit[]> {
  const { mirror, head, onto, paths, signal } = options;
  try {
    return await history({ mirror, range: [head, '--not', onto], paths, ...(signal && { signal }) });
  } catch (error) {
    // It was proposed to another history than this one.
    if (isUnknownCommit(error)) return [];
    throw error;
  }
}

// A command line has its limits, and every commit is likely to touch one of so many.
const mostPaths = 200;

async function hasTaken(reader: ObjectReader, changes: readonly ChangedPath[]): Promise<boolean> {
  let taken = 0;
  for (const { repository, proposed, base } of changes) {
    if (await same(reader, base, repository)) return false;
    if (await same(reader, proposed, repository)) taken += 1;
  }
  return taken > 0;
}

interface ChangedPath {
  readonly path: string;
  readonly repository: RepositoryEntry | undefined;
  readonly proposed: RepositoryEntry | undefined;
  readonly base: RepositoryEntry | undefined;
}

async function changedPaths(
  reader: ObjectReader,
  head: string,
  copy: string,
  before: string | undefined,
): Promise<readonly ChangedPath[]> {
  const changes: ChangedPath[] = [];
  const tree = async (entry: RepositoryEntry | undefined): Promise<ReadonlyMap<string, RepositoryEntry>> => {
    if (entry?.mode !== folderMode) return new Map();
    const [object] = await reader.read([entry.id]);
    return parseTree(object?.bytes ?? Buffer.alloc(0));
  };
  const root = (commit: string | undefined): RepositoryEntry | undefined =>
    commit === undefined ? undefined : { mode: folderMode, id: `${commit}^{tree}` };
  const walk = async (place: ChangedPath): Promise<void> => {
    const [repository, proposed, base] = [
      await tree(place.repository),
      await tree(place.proposed),
      await tree(place.base),
    ];
    for (const name of new Set([...proposed.keys(), ...base.keys()])) {
      const child = {
        path: place.path === '' ? name : `${place.path}/${name}`,
        repository: repository.get(name),
        proposed: proposed.get(name),
        base: base.get(name),
      };
      if (sameEntry(child.proposed, child.base)) continue;
      const isFolder = child.proposed?.mode === folderMode || child.base?.mode === folderMode;
      if (isFolder) await walk(child);
      else changes.push(child);
    }
  };
  await walk({ path: '', repository: root(head), proposed: root(copy), base: root(before) });
  return changes;
}

async function same(
  reader: ObjectReader,
  generated: RepositoryEntry | undefined,
  repository: RepositoryEntry | undefined,
): Promise<boolean> {
  if (generated === undefined || repository === undefined) return generated === repository;
  if (generated.id === repository.id) return true;
  if (!isFile(generated) || !isFile(repository)) return false;
  const [first, second] = await reader.read([generated.id, repository.id]);
  return first !== undefined && second !== undefined && isUntouched(first.bytes, second.bytes);
}
