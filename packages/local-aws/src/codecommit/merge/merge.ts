import type { Repository } from '../repository.ts';
import { differences } from '../tree.ts';
import type { Conflict } from './merge-tree.ts';
import { mergeBase, mergeTree } from './merge-tree.ts';
import { resolveConflicts } from './resolve-conflicts.ts';

/** How much must differ for a conflict: the same file, or the same lines of it. */
export type DetailLevel = 'FILE_LEVEL' | 'LINE_LEVEL';

/** What happens to conflicts. */
export type ResolutionStrategy = 'NONE' | 'ACCEPT_SOURCE' | 'ACCEPT_DESTINATION' | 'AUTOMERGE';

/** Two commits to be merged. */
export interface MergeRequest {
  readonly destination: string;
  readonly source: string;
  readonly detailLevel: DetailLevel;
  readonly strategy: ResolutionStrategy;
}

/** What a merge would give. */
export interface MergeOutcome {
  /** Undefined for unrelated histories. */
  readonly base: string | undefined;
  /** Tree of the merge; undefined if it can't be done without a person. */
  readonly tree: string | undefined;
  /** What is in conflict, resolved by the strategy or not. */
  readonly conflicts: readonly Conflict[];
}

/** Tries a merge as CodeCommit does; changes no ref. */
export async function tryMerge(repository: Repository, request: MergeRequest): Promise<MergeOutcome> {
  const { destination, source, detailLevel, strategy } = request;
  const base = await mergeBase(repository, destination, source);
  if (!base) return { base, tree: undefined, conflicts: [] };
  const merged = await mergeTree(repository, destination, source);
  const both = detailLevel === 'FILE_LEVEL' ? await changedOnBothSides(repository, base, request) : [];
  const conflicts = [
    ...new Map([...both, ...merged.conflicts].map((conflict) => [conflict.path, conflict])).values(),
  ];
  if (conflicts.length === 0) return { base, tree: merged.tree, conflicts };
  const tree =
    strategy === 'NONE' ? undefined : await resolveConflicts(repository, { ...request, merged, conflicts });
  return { base, tree, conflicts };
}

async function changedOnBothSides(
  repository: Repository,
  base: string,
  { destination, source }: MergeRequest,
): Promise<Conflict[]> {
  const [ours, theirs] = await Promise.all([
    differences(repository, base, destination),
    differences(repository, base, source),
  ]);
  const bySource = new Map(theirs.map((difference) => [difference.path, difference]));
  return ours.flatMap(({ path, before, after }) => {
    const other = bySource.get(path);
    if (!other || (other.after?.id === after?.id && other.after?.mode === after?.mode)) return [];
    return [{ path, base: before, destination: after, source: other.after }];
  });
}
