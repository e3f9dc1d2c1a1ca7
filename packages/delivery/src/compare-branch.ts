import { connect } from './connect.ts';
import type { Drift, DriftedFile, DriftKind, DriftOptions, HeldDifference } from './drift.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { isFile } from './git-tree.ts';
import { healing } from './healing.ts';
import { heldTextOf, noSources } from './held-values.ts';
import { inspect, type Inspection } from './inspect.ts';
import { takeLock } from './lock.ts';
import { lookAt, requireBranch } from './look.ts';
import { isUntouched, mergeFile } from './merge-file.ts';
import { readState } from './state.ts';
import type { Candidate } from './tree-walk.ts';

/** What {@link drift} does. */
export async function compareBranch(options: DriftOptions): Promise<Drift> {
  const { repository, remote, signal } = options;
  const folders = foldersOf(repository, remote, options.stateDirectory);
  const connection = connect(remote, folders, signal);
  const seen = await lookAt(connection);
  requireBranch(remote, seen);
  const release = await takeLock({ file: folders.lock, ...(signal && { signal }) });
  try {
    const state = await readState(folders.state, remote);
    return await healing(folders.mirror, async () => {
      const inspection = await inspect({
        connection,
        generated: generatedTree(options.tree),
        heads: seen.heads,
        state,
        rewrittenIsFine: true,
        repositoryChanges: true,
      });
      await inspection.reader.close();
      return compared(options, inspection);
    });
  } finally {
    await release();
  }
}

function compared({ repository, remote }: DriftOptions, { candidates, content, head }: Inspection): Drift {
  const files = candidates.flatMap((candidate): DriftedFile[] => {
    const kind = kindOf(candidate, content);
    return kind === undefined ? [] : [{ path: candidate.path, kind }];
  });
  const heldValues = candidates.flatMap((candidate) => heldDifferences(candidate, content));
  const byPath = (left: { path: string }, right: { path: string }): number =>
    left.path < right.path ? -1 : 1;
  return {
    repository,
    branch: remote.branch,
    outcome: files.length > 0 ? 'drifted' : 'unchanged',
    ...(head !== undefined && { head }),
    files: files.sort(byPath),
    heldValues: heldValues.sort(byPath),
  };
}

function kindOf(candidate: Candidate, content: (id: string) => Uint8Array): DriftKind | undefined {
  const { path, generated, base, repository } = candidate;
  if (generated === undefined) {
    if (repository === undefined || base === undefined) return undefined;
    const untouched = isFile(repository) && isUntouched(content(base.id), content(repository.id));
    return untouched ? 'generator-ahead' : 'both';
  }
  if (repository === undefined) {
    if (base === undefined) return 'generator-ahead';
    return isUntouched(content(base.id), generated.bytes) ? 'edited-in-repository' : 'both';
  }
  if (!isFile(repository)) return base === undefined ? 'not-delivered-by-us' : 'both';
  const merge = mergeFile({
    path,
    ...(base && { base: content(base.id) }),
    repository: content(repository.id),
    generator: generated.bytes,
    movedValues: noSources,
  });
  switch (merge.kind) {
    case 'recorded':
      return undefined;
    case 'no-base':
      return 'not-delivered-by-us';
    case 'edited':
      return 'edited-in-repository';
    case 'taken':
      return 'generator-ahead';
    case 'merged':
    case 'conflict':
      return 'both';
  }
}

function heldDifferences(
  { path, generated, repository }: Candidate,
  content: (id: string) => Uint8Array,
): HeldDifference[] {
  if (generated === undefined || repository === undefined || !isFile(repository)) return [];
  const first = new Map(heldTextOf(generated.bytes).fields.map(({ key, value }) => [key, value]));
  return heldTextOf(content(repository.id)).fields.flatMap(({ key, marker, line, value }) => {
    const generator = first.get(key);
    return generator === undefined || generator === value
      ? []
      : [{ path, marker, line, repository: value, generator }];
  });
}
