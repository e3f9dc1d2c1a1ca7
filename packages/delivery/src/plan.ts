import { decide } from './decide.ts';
import { hold, type Decision, type Side } from './decision.ts';
import type { Change, HeldItem, OwnershipNote } from './delivery.ts';
import type { FileMode } from './generated-tree.ts';
import { folderMode } from './git-tree.ts';
import { movedTo, movedValues, type MovedValues } from './moved-values.ts';
import type { Candidate } from './tree-walk.ts';

/** What the plan is made from. */
export interface PlanOptions {
  readonly candidates: readonly Candidate[];
  /** Content of a blob of the repository or of the base; of every one that {@link contentsNeeded} names. */
  readonly content: (id: string) => Uint8Array;
  /** Decisions of people, by path. @default none */
  readonly take?: ReadonlyMap<string, Side>;
  /** Decision for every file that the repository has and Tideway never delivered. @default they are held */
  readonly adopt?: Side;
  /** Items by path that are held for a reason found outside of the plan. @default none */
  readonly heldBefore?: ReadonlyMap<string, readonly HeldItem[]>;
}

/** A file to write. */
export interface PlannedFile {
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
  /** Git's id of the content. @default not known yet */
  readonly id?: string;
}

/** What to do, path by path. */
export interface Plan {
  /** Files to write into the branch, and paths to remove from it. */
  readonly writes: ReadonlyMap<string, PlannedFile>;
  readonly removals: ReadonlySet<string>;
  /** Candidates whose generated version counts as delivered. */
  readonly settled: readonly Candidate[];
  readonly changes: readonly Change[];
  readonly held: readonly HeldItem[];
  readonly ownership: readonly OwnershipNote[];
}

/** Ids of the blobs that a plan has to look into. */
export function contentsNeeded(candidates: readonly Candidate[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { base, repository } of candidates) {
    for (const entry of [base, repository]) if (entry?.mode.startsWith('100') === true) ids.add(entry.id);
  }
  return ids;
}

/** Decides over every path: pure, the same for the same input. */
export function plan(options: PlanOptions): Plan {
  const { candidates, content, take, adopt, heldBefore } = options;
  const moved = movedValues(candidates, content);
  const decisions = new Map<string, Decision>();
  for (const candidate of candidates) {
    const { path, base, repository } = candidate;
    const before = heldBefore?.get(path);
    const unknown = base === undefined && repository !== undefined;
    const side = take?.get(path) ?? (unknown ? adopt : undefined);
    const ambiguity = moved.ambiguous.get(path);
    decisions.set(
      path,
      before !== undefined
        ? { kind: 'hold', items: before }
        : ambiguity !== undefined && side === undefined
          ? hold({
              path,
              reason: 'held-value',
              detail: `Its value could come from several files: ${ambiguity}.`,
            })
          : decide(candidate, { content, movedValues: movedTo(moved, path), ...(side && { side }) }),
    );
  }
  holdWhatIsInTheWay(candidates, decisions);
  holdWhatWouldBeLost(moved, decisions);
  return result(candidates, decisions, moved.dropped);
}

// Paths are decided one by one; whether one makes room for another is known only afterwards.
function holdWhatIsInTheWay(candidates: readonly Candidate[], decisions: Map<string, Decision>): void {
  const goes = (path: string): boolean => decisions.get(path)?.kind === 'remove';
  for (const { path, blocker, twin, repository, folderWasOurs } of candidates) {
    if (decisions.get(path)?.kind !== 'write') continue;
    if (blocker !== undefined && !goes(blocker)) {
      const detail = `${blocker} is no folder in the repository.`;
      decisions.set(path, hold({ path, reason: 'in-the-way', detail }));
    } else if (twin !== undefined && !goes(twin)) {
      const detail = `The repository has ${twin}, which many computers can't tell from ${path}.`;
      decisions.set(path, hold({ path, reason: 'case-collision', detail }));
    } else if (folderWasOurs === true && repository?.mode === folderMode) {
      const below = candidates.filter((other) => other.path.startsWith(`${path}/`) && other.repository);
      const stays = below.find((other) => !goes(other.path));
      if (stays === undefined) continue;
      const detail = `${path} is a folder in the repository, and ${stays.path} stays in it.`;
      decisions.set(path, hold({ path, reason: 'in-the-way', detail }));
    }
  }
}

// A value that can't go where the model now holds it stays where it is.
function holdWhatWouldBeLost({ moves }: MovedValues, decisions: Map<string, Decision>): void {
  for (const { from, to } of moves) {
    const leaves = ['remove', 'write'].includes(decisions.get(from)?.kind ?? '');
    if (!leaves || decisions.get(to)?.kind !== 'hold') continue;
    const detail = `Its held value moves to ${to}, which is held.`;
    decisions.set(from, hold({ path: from, reason: 'held-value', detail }));
  }
}

function result(
  candidates: readonly Candidate[],
  decisions: ReadonlyMap<string, Decision>,
  dropped: readonly { path: string; marker: string; value: string }[],
): Plan {
  const writes = new Map<string, PlannedFile>();
  const removals = new Set<string>();
  const settled: Candidate[] = [];
  const changes: Change[] = [];
  const held: HeldItem[] = [];
  for (const candidate of candidates) {
    const { path } = candidate;
    const decision = decisions.get(path);
    if (decision === undefined) continue;
    if (decision.kind === 'hold') {
      held.push(...decision.items);
      continue;
    }
    settled.push(candidate);
    if (decision.kind === 'write') {
      writes.set(path, decision);
      changes.push({ path, kind: decision.change });
    } else if (decision.kind === 'remove') {
      removals.add(path);
      changes.push({ path, kind: 'removed' });
    } else if (decision.change !== undefined) changes.push({ path, kind: decision.change });
  }
  const ownership = dropped
    .filter(({ path }) => writes.has(path))
    .map(({ path, marker, value }) => ({ path, marker, repository: value }));
  return {
    writes,
    removals,
    settled,
    changes: sorted(changes),
    held: sorted(held),
    ownership: sorted(ownership),
  };
}

function sorted<T extends { readonly path: string }>(items: readonly T[]): T[] {
  return [...items].sort((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
}
