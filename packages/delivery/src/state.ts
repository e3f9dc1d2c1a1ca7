import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HeldItem, OwnershipNote } from './delivery.ts';
import { DeliveryError, diskFull } from './error.ts';
import type { PullRequest } from './pull-requests.ts';

/** What the last delivery from here left behind. A memory, not a truth: all of it is checked against the remote. */
export interface DeliveryState {
  /** Format of this file; another one is as good as none. */
  readonly format: 1;
  readonly url: string;
  readonly branch: string;
  /** Head of the branch after the delivery. */
  readonly head: string;
  /** Commit of the raw generator output that the head holds. @default nothing was delivered yet */
  readonly generated?: string;
  /** Head of the branch with copies of the generator's output. @default there was none */
  readonly tip?: string;
  /** Whether others had pushed since the delivery before: then it is better to ask first. @default false */
  readonly busy?: boolean;
  /** Whether the remote can move several branches as one. @default true, as far as anybody knows */
  readonly atomic?: boolean;
  /** Git's id of the generated tree that the branch holds, but for what is held. @default it waits in a pull request */
  readonly tree?: string;
  readonly held: readonly HeldItem[];
  readonly ownership: readonly OwnershipNote[];
  /** What waits in a pull request. @default nothing */
  readonly proposal?: Proposal;
}

/** A delivery that waits in a pull request. */
export interface Proposal {
  /** Head of the pull request's branch. */
  readonly commit: string;
  /** Git's id of the generated tree. */
  readonly tree: string;
  readonly pullRequest: PullRequest;
}

/** Reads the state; none when there is none, it can't be read, or it is about another remote. */
export async function readState(
  file: string,
  remote: { readonly url: string; readonly branch: string },
): Promise<DeliveryState | undefined> {
  try {
    const state = JSON.parse(await readFile(file, 'utf8')) as DeliveryState;
    if (state.format !== 1 || state.url !== remote.url || state.branch !== remote.branch) return undefined;
    return state;
  } catch {
    return undefined;
  }
}

/**
 * Writes the state: beside, then renamed.
 *
 * @throws {DeliveryError} `disk-full` or `state-unwritable`
 */
export async function writeState(file: string, state: DeliveryState): Promise<void> {
  const beside = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, `${JSON.stringify(state)}\n`);
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw fileError(error, dirname(file));
  }
}

/** The error of a file that could not be written below the state directory. */
export function fileError(error: unknown, folder: string): DeliveryError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return diskFull(folder, error);
  return new DeliveryError({
    code: 'state-unwritable',
    message: `${folder} can't be written: ${message}.`,
    next: 'Make it writable, or choose another state directory.',
    cause: error,
  });
}
