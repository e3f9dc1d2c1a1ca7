import { hold, leave, wayOut, type Decision, type Side } from './decision.ts';
import type { HeldItem } from './delivery.ts';
import type { FileMode, GeneratedFile } from './generated-tree.ts';
import { folderMode, isFile, linkMode, submoduleMode, type RepositoryEntry } from './git-tree.ts';
import type { HeldSources } from './held-values.ts';
import { isUntouched, mergeFile, withMovedValues } from './merge-file.ts';
import type { Conflict } from './merge-text.ts';
import type { Candidate } from './tree-walk.ts';

/** What decides over one path, beside the three versions of it. */
export interface DecideOptions {
  /** What a person decided. */
  readonly side?: Side;
  /** Content of a blob of the repository or of the base. */
  readonly content: (id: string) => Uint8Array;
  /** Held values that come from elsewhere in the repository. */
  readonly movedValues: HeldSources;
}

/** Decides over one path, without regard to other paths. */
export function decide(candidate: Candidate, options: DecideOptions): Decision {
  return candidate.generated === undefined
    ? decideDropped(candidate, options)
    : decideGenerated(candidate, candidate.generated, options);
}

function decideDropped(candidate: Candidate, { side, content }: DecideOptions): Decision {
  const { path, base, repository } = candidate;
  if (repository === undefined || base === undefined) return leave;
  if (side === 'repository') return { kind: 'keep', change: 'kept' };
  if (side === 'generated' || base.id === repository.id) return { kind: 'remove' };
  const untouched =
    isFile(repository) && isFile(base) && isUntouched(content(base.id), content(repository.id));
  if (untouched) return { kind: 'remove' };
  return hold({ path, reason: 'changed-in-repository', detail: 'The model no longer has this file.' });
}

function decideGenerated(candidate: Candidate, generated: GeneratedFile, options: DecideOptions): Decision {
  const { path, base, repository } = candidate;
  const { side, content, movedValues } = options;
  if (repository === undefined || candidate.folderWasOurs === true) {
    return decideMissing(candidate, generated, options);
  }
  if (!isFile(repository)) {
    const unchanged = base?.id === generated.id && base.mode === generated.mode;
    return unchanged && side === undefined ? leave : decideBlocked(path, repository, generated, side);
  }
  const mode = mergedMode(base, repository, generated.mode);
  if (repository.id === generated.id) return settled(repository, mode, content);
  if (side === 'repository') return { kind: 'keep', change: 'kept' };
  if (side === undefined && base?.id === generated.id) return settled(repository, mode, content, undefined);
  const merge = mergeFile({
    path,
    ...(base !== undefined && isFile(base) && { base: content(base.id) }),
    repository: content(repository.id),
    generator: generated.bytes,
    movedValues,
  });
  if (merge.kind === 'recorded') return settled(repository, mode, content);
  if (side === 'generated') return { kind: 'write', mode, bytes: merge.generator, change: 'updated' };
  switch (merge.kind) {
    case 'edited':
      return settled(repository, mode, content, undefined);
    case 'taken':
      return { kind: 'write', mode, bytes: merge.generator, change: 'updated' };
    case 'merged':
      return { kind: 'write', mode, bytes: merge.bytes, change: 'merged' };
    case 'no-base':
      return hold({ path, reason: 'not-delivered-by-us', detail: 'The repository has another file there.' });
    case 'conflict':
      return { kind: 'hold', items: merge.conflicts.map((conflict) => conflictItem(path, conflict)) };
  }
}

function decideMissing(candidate: Candidate, generated: GeneratedFile, options: DecideOptions): Decision {
  const { path, base } = candidate;
  const { side, content, movedValues } = options;
  if (side === 'repository') return { kind: 'keep', change: 'kept' };
  const bytes = withMovedValues(generated.bytes, movedValues);
  if (base === undefined || side === 'generated') {
    return { kind: 'write', mode: generated.mode, bytes, change: 'added' };
  }
  // A new first value of a held field is no reason to bring up a file again that somebody deleted.
  if (base.id === generated.id || (isFile(base) && isUntouched(content(base.id), generated.bytes)))
    return leave;
  return hold({ path, reason: 'deleted-in-repository', detail: 'It was deleted in the repository.' });
}

function decideBlocked(
  path: string,
  repository: RepositoryEntry,
  generated: GeneratedFile,
  side: Side | undefined,
): Decision {
  if (side === 'repository') return { kind: 'keep', change: 'kept' };
  if (side === 'generated' && repository.mode !== folderMode) {
    return { kind: 'write', mode: generated.mode, bytes: generated.bytes, change: 'updated' };
  }
  return hold({ path, reason: 'in-the-way', detail: `There is ${nameOf(repository)} at ${path}.` });
}

function settled(
  repository: RepositoryEntry,
  mode: FileMode,
  content: DecideOptions['content'],
  change: 'recorded' | undefined = 'recorded',
): Decision {
  if (mode === repository.mode) return { kind: 'keep', change };
  return { kind: 'write', mode, bytes: content(repository.id), change: 'updated' };
}

// Who changed the mode wins; without a base, whoever made the file executable meant it.
function mergedMode(
  base: RepositoryEntry | undefined,
  repository: RepositoryEntry,
  generated: FileMode,
): FileMode {
  const theirs: FileMode = repository.mode === '100755' ? '100755' : '100644';
  return base !== undefined && base.mode === theirs ? generated : theirs;
}

function conflictItem(path: string, conflict: Conflict): HeldItem {
  const reason = reasons[conflict.kind];
  return {
    path,
    reason,
    ...(conflict.field !== undefined && { field: conflict.field }),
    ...(conflict.repository !== undefined && { repository: conflict.repository }),
    ...(conflict.generator !== undefined && { generator: conflict.generator }),
    wayOut: wayOut(path, reason),
  };
}

const reasons = {
  lines: 'lines-changed-on-both-sides',
  field: 'field-changed-on-both-sides',
  held: 'held-value',
} as const satisfies Record<Conflict['kind'], HeldItem['reason']>;

/** What stands at a path, in words. */
export function nameOf(entry: RepositoryEntry): string {
  if (entry.mode === folderMode) return 'a folder';
  if (entry.mode === linkMode) return 'a symbolic link';
  return entry.mode === submoduleMode ? 'a submodule' : 'a file';
}
