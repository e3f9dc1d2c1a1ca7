import type { FileTree } from '@tideway/gitops';
import { gitCredential } from './credentials.ts';
import { fetchHeads } from './fetch.ts';
import { findBase } from './find-base.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { isFile } from './git-tree.ts';
import { takeLock } from './lock.ts';
import { headOf, lookAt, type Connection } from './look.ts';
import { heldFieldsOf, isUntouched, mergeFile, valuesOf } from './merge-file.ts';
import { openMirror } from './mirror.ts';
import { ObjectReader } from './object-reader.ts';
import { contentsNeeded } from './plan.ts';
import { generatedBranch, type Remote } from './remote.ts';
import { readState } from './state.ts';
import { walkTrees, type Candidate } from './tree-walk.ts';

/** What to compare. */
export interface DriftOptions {
  readonly repository: string;
  readonly remote: Remote;
  readonly tree: FileTree;
  /** Folder for the mirror, such as `.tideway`; made when missing. */
  readonly stateDirectory: string;
  readonly signal?: AbortSignal;
}

/** How one file differs. */
export type DriftKind =
  /** The generator has something new that is not delivered. */
  | 'generator-ahead'
  /** People changed, added to or deleted what was delivered. */
  | 'edited-in-repository'
  /** Both. */
  | 'both'
  /** The repository has a file there that was never delivered. */
  | 'not-delivered-by-us';

/** One file that differs. */
export interface DriftedFile {
  readonly path: string;
  readonly kind: DriftKind;
}

/** A held field whose value is no longer the model's first one. That is how it should be, and no drift. */
export interface HeldDifference {
  readonly path: string;
  readonly marker: string;
  readonly line: number;
  readonly repository: string;
  readonly generator: string;
}

/** How a repository and the generator's output differ. */
export interface Drift {
  readonly repository: string;
  readonly branch: string;
  /** Head of the branch. @default the repository is empty */
  readonly head?: string;
  /** Sorted by path; empty means no drift. */
  readonly files: readonly DriftedFile[];
  /** Sorted by path. */
  readonly heldValues: readonly HeldDifference[];
}

/**
 * Compares a branch with what the generator gives now. Changes nothing in the remote.
 *
 * @throws {DeliveryError} when the remote can't be read
 */
export async function drift(options: DriftOptions): Promise<Drift> {
  const { repository, remote, signal } = options;
  const folders = foldersOf(repository, remote, options.stateDirectory);
  const connection: Connection = {
    remote,
    mirror: folders.mirror,
    ...(remote.credentials && { credential: gitCredential(remote.url, remote.credentials) }),
    ...(signal && { signal }),
  };
  const seen = await lookAt(connection);
  const at = headOf(remote, seen);
  const tip = seen.heads.get(generatedBranch);
  const release = await takeLock({ file: folders.lock, ...(signal && { signal }) });
  const reader = new ObjectReader(folders.mirror, signal);
  try {
    await openMirror(folders.mirror);
    const wanted = new Map([
      ...(at ? [[remote.branch, at] as const] : []),
      ...(tip ? [[generatedBranch, tip] as const] : []),
    ]);
    const fetched = await fetchHeads(connection, wanted, () => undefined);
    const head = fetched.get(remote.branch);
    const state = await readState(folders.state, remote);
    const base = head === undefined ? {} : await findBase({ connection, head, state, rewrittenIsFine: true });
    const candidates = await walkTrees({
      reader,
      generated: generatedTree(options.tree),
      repositoryChanges: true,
      ...(base.generated && { base: `${base.generated}^{tree}` }),
      ...(head && { repository: `${head}^{tree}` }),
    });
    const contents = await reader.blobs(contentsNeeded(candidates));
    const content = (id: string): Uint8Array => contents.get(id) ?? Buffer.alloc(0);
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
      ...(head && { head }),
      files: files.sort(byPath),
      heldValues: heldValues.sort(byPath),
    };
  } finally {
    await reader.close();
    await release();
  }
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
    movedValues: new Map(),
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
  const first = valuesOf(heldFieldsOf(generated.bytes));
  return heldFieldsOf(content(repository.id)).flatMap(({ key, marker, line, value }) => {
    const generator = first.get(key);
    return generator === undefined || generator === value
      ? []
      : [{ path, marker, line, repository: value, generator }];
  });
}
