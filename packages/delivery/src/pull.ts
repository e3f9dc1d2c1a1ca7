import type { FileTree } from '@tideway/gitops';
import type { Remote } from './remote.ts';

/** What to bring back, and where to. */
export interface PullOptions {
  /** Name of the repository, such as `app-repo`. */
  readonly repository: string;
  readonly remote: Remote;
  /** Folder that the repository is delivered from, such as `/home/ada/shop/apps/front-end`. */
  readonly folder: string;
  /** The same as the monorepo names it, with forward slashes: `apps/front-end`. */
  readonly name: string;
  /** What is delivered from the folder now: see {@link treeFromFolder}. */
  readonly tree: FileTree;
  /** Folder for the mirror, such as `.tideway`; made when missing. */
  readonly stateDirectory: string;
  /** Only say what would be done. @default false */
  readonly dryRun?: boolean;
  /** Write what clashes as well, with conflict markers as git writes them. @default nothing is written then */
  readonly markers?: boolean;
  readonly signal?: AbortSignal;
}

/** What a pull does to one file of the folder. */
export interface PulledFile {
  readonly path: string;
  /** `conflicted`: both sides changed it, and git can't say what is right. */
  readonly kind: 'added' | 'updated' | 'removed' | 'conflicted';
}

/** A commit that the folder lacks. */
export interface PulledCommit {
  readonly id: string;
  readonly author: string;
  readonly subject: string;
}

/** What came of a pull, as data. */
export interface Pull {
  readonly repository: string;
  readonly branch: string;
  /**
   * `unchanged`: the repository has nothing that the folder lacks. `planned`: a dry run. `conflicted`: somebody has to
   * decide.
   */
  readonly outcome: 'updated' | 'unchanged' | 'planned' | 'conflicted';
  /** Head of the branch. @default the repository is empty */
  readonly head?: string;
  /** Sorted by path. */
  readonly files: readonly PulledFile[];
  /** What clashes, in git's own words. */
  readonly conflicts: readonly string[];
  /** Commits of others that it brings, the newest first. */
  readonly commits: readonly PulledCommit[];
  /** The change as `git apply` takes it in the monorepo; empty when something clashes. */
  readonly patch: string;
  /** Whether the folder was written to. */
  readonly written: boolean;
}

/**
 * Merges what others committed to a repository since its last delivery into the folder that it is delivered from: the
 * three-way merge of git. The repository stays as it is. The folder gets all of it or nothing.
 *
 * @throws {DeliveryError} when the remote can't be read, nothing was ever delivered, or the folder can't be written
 */
export async function pull(options: PullOptions): Promise<Pull> {
  const { pullBranch } = await import('./pull-branch.ts');
  return pullBranch(options);
}
