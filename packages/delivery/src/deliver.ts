import type { FileTree } from '@tideway/gitops';
import type { Kustomize } from '@tideway/kustomize';
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
import { lookAt, requireBranch, type RemoteHeads } from './look.ts';
import { prepare, type Prepared, type Work } from './prepare.ts';
import { propose } from './propose.ts';
import type { PullRequests } from './pull-requests.ts';
import { waitForAnother } from './push.ts';
import { deliveryBranch, generatedBranch, type Remote } from './remote.ts';
import { removeLeftovers } from './tidy.ts';
import { readState, type DeliveryState } from './state.ts';

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
  // The remote answers while the tree is hashed, and while a delivery is prepared that counts on what we remember.
  const looking = lookAt(connection);
  looking.catch(() => undefined);
  const remembering = readState(folders.state, remote);
  const generated = generatedTree(options.tree);
  const remembered = await remembering;
  const known = remembered === undefined ? undefined : asBefore(remembered, generated.id, options);
  if (known !== undefined) {
    const seen = await looking;
    if (isWhereItWas(remembered, seen)) return finish(known, 1);
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
    const guess = known !== undefined ? undefined : await guessed(work, report);
    let seen = await looking.catch(async (error: unknown) => {
      await guess?.prepared.inspection.reader.close();
      throw error;
    });
    requireBranch(remote, seen);
    let doubted = false;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      try {
        const ready =
          attempt === 1 && guess !== undefined && isWhereItWas(guess.state, seen)
            ? guess.prepared
            : undefined;
        const result = await attemptOnce(work, seen, ready, (kind) => {
          report(kind, attempt);
        });
        if (result !== 'outrun') return finish(result, attempt);
      } catch (error) {
        // The two branches of somebody else's delivery may have been seen before and after it.
        if (doubted || !(error instanceof DeliveryError) || error.code !== 'history-rewritten') throw error;
        doubted = true;
      } finally {
        if (attempt === 1) await guess?.prepared.inspection.reader.close();
      }
      report('retrying', attempt);
      await waitForAnother(attempt, signal);
      seen = await lookAt(connection);
      requireBranch(remote, seen);
    }
    throw contended(remote);
  } finally {
    await release();
  }
}

async function attemptOnce(
  work: Work,
  seen: RemoteHeads,
  ready: Prepared | undefined,
  report: (kind: Step['kind']) => void,
): Promise<Attempt | 'outrun'> {
  const onPush = (): void => {
    report('pushing');
  };
  const finish = work.options.via === 'pull-request' ? propose : complete;
  if (ready !== undefined) return finish(work, ready, onPush);
  return healing(work.folders.mirror, async () => {
    const state = await readState(work.folders.state, work.options.remote);
    const prepared = await prepare({ work, heads: seen.heads, state, report });
    try {
      return await finish(work, prepared, onPush);
    } finally {
      await prepared.inspection.reader.close();
    }
  });
}

interface Guess {
  readonly prepared: Prepared;
  readonly state: DeliveryState;
}

// Most deliveries find the branch where the last one left it: they are ready by the time the remote has answered.
async function guessed(work: Work, report: (kind: Step['kind']) => void): Promise<Guess | undefined> {
  const { options, folders } = work;
  const state = await readState(folders.state, options.remote);
  if (state === undefined || options.via === 'pull-request') return undefined;
  const heads = new Map([[options.remote.branch, state.head]]);
  if (state.tip !== undefined) heads.set(generatedBranch, state.tip);
  try {
    return { prepared: await prepare({ work, heads, state, report, onlyMirror: true }), state };
  } catch (error) {
    // Anything else is tried again with what the remote says.
    if (error instanceof DeliveryError && (error.code === 'aborted' || error.code === 'disk-full'))
      throw error;
    return undefined;
  }
}

function isWhereItWas(state: DeliveryState | undefined, { heads }: RemoteHeads): boolean {
  if (state === undefined) return false;
  const { branch, head, tip, proposal } = state;
  const proposed = proposal === undefined || heads.get(deliveryBranch) === proposal.commit;
  return heads.get(branch) === head && heads.get(generatedBranch) === tip && proposed;
}

// What there is to say if the remote is where the last delivery left it; nothing when something is to be done or asked.
function asBefore(state: DeliveryState, tree: string, options: DeliverOptions): Attempt | undefined {
  const { held, ownership, head, proposal } = state;
  if ((options.take?.length ?? 0) > 0 || options.dryRun === true) return undefined;
  const done = { changes: [], held, ownership, before: head, pushed: false } as const;
  if (options.via !== 'pull-request') {
    if (state.tree !== tree) return undefined;
    return { ...done, outcome: held.length > 0 ? 'held' : 'unchanged', after: head };
  }
  if (proposal?.tree !== tree) return undefined;
  const { commit, pullRequest } = proposal;
  return { ...done, outcome: held.length > 0 ? 'held' : 'proposed', after: commit, pullRequest };
}

function contended(remote: Remote): DeliveryError {
  return new DeliveryError({
    code: 'contended',
    message: `Somebody else pushed to ${remote.branch} of ${remote.url} during each of ${mostAttempts} attempts.`,
    next: 'Run again when there is less going on.',
  });
}
