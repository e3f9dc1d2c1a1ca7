import type { FileTree } from '@tideway/gitops';
import type { Kustomize } from '@tideway/kustomize';
import { asBefore, isWhereItWas } from './as-before.ts';
import { checkTree } from './check-tree.ts';
import { complete, type Attempt } from './complete.ts';
import { connect } from './connect.ts';
import type { Side } from './decision.ts';
import type { Delivery, Step } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { requireGit } from './git-version.ts';
import { healing } from './healing.ts';
import { takeLock } from './lock.ts';
import { lookAt, requireBranch, type Connection, type RemoteHeads } from './look.ts';
import { prepare, type Work } from './prepare.ts';
import { propose } from './propose.ts';
import type { PullRequests } from './pull-requests.ts';
import { waitForAnother } from './push.ts';
import type { Remote } from './remote.ts';
import { removeLeftovers } from './tidy.ts';
import { readState } from './state.ts';
import { workAhead } from './work-ahead.ts';

/** What to deliver, and where to. */
export interface DeliverOptions {
  /** Name of the repository, such as `flux-repo`. */
  readonly repository: string;
  readonly remote: Remote;
  /** Everything that the generator gives for this repository. */
  readonly tree: FileTree;
  /** Folder for the mirror and the memory of the last delivery, such as `.tideway`; made when missing. */
  readonly stateDirectory: string;
  /** Commit of the monorepo that the tree was generated from. @default not recorded */
  readonly source?: string;
  /** Version of Tideway, recorded in the delivery commit. */
  readonly version: string;
  /** @default Tideway <tideway@localhost> */
  readonly author?: { readonly name: string; readonly email: string };
  /** Only plan. @default false */
  readonly dryRun?: boolean;
  /** Push to the branch, or to a branch of its own with a pull request. @default push */
  readonly via?: 'push' | 'pull-request';
  /** Decisions for single files. @default none */
  readonly take?: readonly { readonly path: string; readonly side: Side }[];
  /** Decision for all files that were there before the first delivery, and for a rewritten history. @default they are held */
  readonly adopt?: Side;
  /** Renders what a delivery would change before it is pushed; looked for only when it is needed. @default nothing is rendered */
  readonly kustomize?: Kustomize | (() => Promise<Kustomize>);
  /** Where pull requests are opened. @default CodeCommit, by its API */
  readonly pullRequests?: PullRequests;
  readonly onProgress?: (step: Step) => void;
  readonly signal?: AbortSignal;
  /** Clock of the commits, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

const mostAttempts = 10;

/**
 * Merges a generated tree into a branch that others write to as well, and pushes the result.
 *
 * Nothing that others wrote is lost, moved backwards or overwritten: what can't be merged is held and told. A delivery
 * is in the remote as a whole or not at all.
 *
 * @throws {DeliveryError} when nothing could be delivered; the remote is as it was
 */
export async function deliver(options: DeliverOptions): Promise<Delivery> {
  const started = performance.now();
  const { repository, remote, signal, onProgress } = options;
  const folders = foldersOf(repository, remote, options.stateDirectory);
  const connection = connect(remote, folders, signal);
  const report = (kind: Step['kind'], attempt = 1): void => onProgress?.({ kind, repository, attempt });
  const finish = (attempt: Attempt, attempts: number): Delivery => ({
    ...attempt,
    repository,
    branch: remote.branch,
    attempts,
    duration: performance.now() - started,
  });
  report('looking');
  const remembered = await readState(folders.state, remote);
  // To ask takes about as long as to hash some thousand files, and is of no use if these are new and nobody else is.
  const sure = remembered !== undefined && remembered.busy !== true && options.via !== 'pull-request';
  let looking = sure && options.tree.size < 2_000 ? undefined : ask(connection);
  const generated = generatedTree(options.tree);
  const known = remembered === undefined ? undefined : asBefore(remembered, generated.id, options);
  if (known !== undefined) {
    looking ??= ask(connection);
    if (isWhereItWas(remembered, await looking)) return finish(known, 1);
  }
  checkTree(options.tree, generated, repository);
  const work: Work = { options, folders, connection, generated };
  const release = await takeLock({
    file: folders.lock,
    onWait: () => {
      report('waiting');
    },
    ...(signal && { signal }),
  });
  try {
    await Promise.all([requireGit(remote.environment), removeLeftovers(folders)]);
    if (known === undefined) {
      const result = await workAhead(work, sure ? undefined : looking, report);
      if (result === 'outrun') looking = undefined;
      else if (result !== undefined) return finish(result, 1);
    }
    let seen = await (looking ?? lookAt(connection));
    let doubted = false;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      requireBranch(remote, seen);
      try {
        const result = await attemptOnce(work, seen, (kind) => {
          report(kind, attempt);
        });
        if (result !== 'outrun') return finish(result, attempt);
      } catch (error) {
        // The two branches of somebody else's delivery may have been seen before and after it.
        if (doubted || !(error instanceof DeliveryError) || error.code !== 'history-rewritten') throw error;
        doubted = true;
      }
      report('retrying', attempt);
      await waitForAnother(attempt, signal);
      seen = await lookAt(connection);
    }
    throw contended(remote);
  } finally {
    await release();
  }
}

function ask(connection: Connection): Promise<RemoteHeads> {
  const looking = lookAt(connection);
  // Who asks may find something else to fail at before the answer is there.
  looking.catch(() => undefined);
  return looking;
}

async function attemptOnce(
  work: Work,
  seen: RemoteHeads,
  report: (kind: Step['kind']) => void,
): Promise<Attempt | 'outrun'> {
  const finish = work.options.via === 'pull-request' ? propose : complete;
  return healing(work.folders.mirror, async () => {
    const state = await readState(work.folders.state, work.options.remote);
    const prepared = await prepare({ work, heads: seen.heads, state, report });
    try {
      return await finish(work, prepared, () => {
        report('pushing');
      });
    } finally {
      await prepared.inspection.reader.close();
    }
  });
}

function contended(remote: Remote): DeliveryError {
  return new DeliveryError({
    code: 'contended',
    message: `Somebody else pushed to ${remote.branch} of ${remote.url} during each of ${mostAttempts} attempts.`,
    next: 'Run again when there is less going on.',
  });
}
