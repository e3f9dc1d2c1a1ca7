import type { FileTree } from '@tideway/gitops';
import type { Remote } from './remote.ts';

/** What to compare. */
export interface DriftOptions {
  readonly repository: string;
  readonly remote: Remote;
  readonly tree: FileTree;
  /**
   * Whether files that only the repository has are listed as well: where all of it comes from one folder, somebody
   * added them. @default false
   */
  readonly additions?: boolean;
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
  /** People added it; listed only where that was asked for. */
  | 'added-in-repository'
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
  readonly outcome: 'drifted' | 'unchanged';
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
  const { compareBranch } = await import('./compare-branch.ts');
  return compareBranch(options);
}
