import { listBranch } from './branch-tree.ts';
import { connect } from './connect.ts';
import type { Drift, DriftedFile, DriftKind, DriftOptions, HeldDifference } from './drift.ts';
import { foldersOf } from './folders.ts';
import { generatedFiles, generatedTree, type GeneratedFolder } from './generated-tree.ts';
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
      const generated = generatedTree(options.tree);
      const inspection = await inspect({
        connection,
        generated,
        heads: seen.heads,
        state,
        rewrittenIsFine: true,
        repositoryChanges: true,
      });
      try {
        const additions = options.additions === true ? await additionsOf(inspection, generated) : [];
        return compared(options, inspection, additions);
      } finally {
        await inspection.reader.close();
      }
    });
  } finally {
    await release();
  }
}

/** Paths of files that neither are generated nor were delivered. */
async function additionsOf(
  { reader, head, base }: Inspection,
  generated: GeneratedFolder,
): Promise<readonly string[]> {
  const known = generatedFiles(generated);
  const [theirs, delivered] = [await listBranch(reader, head), await listBranch(reader, base)];
  return [...theirs.keys()].filter((path) => !known.has(path) && !delivered.has(path));
}

function compared(
  { repository, remote }: DriftOptions,
  { candidates, content, head }: Inspection,
  additions: readonly string[],
): Drift {
  const files = candidates.flatMap((candidate): DriftedFile[] => {
    const kind = kindOf(candidate, content);
    return kind === undefined ? [] : [{ path: candidate.path, kind }];
  });
  files.push(...additions.map((path): DriftedFile => ({ path, kind: 'added-in-repository' })));
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
