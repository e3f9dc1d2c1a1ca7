import type { FileTree } from '@tideway/gitops';
import type { Kustomize } from '@tideway/kustomize';
import { attemptDelivery, type Attempt } from './attempt.ts';
import { checkTree } from './check-tree.ts';
import { gitCredential } from './credentials.ts';
import type { Side } from './decision.ts';
import type { Delivery, Step } from './delivery.ts';
import { DeliveryError } from './error.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { healing } from './healing.ts';
import { takeLock } from './lock.ts';
import { lookAt, requireBranch, type Connection } from './look.ts';
import { waitForAnother } from './push.ts';
import type { Remote } from './remote.ts';
import { readState } from './state.ts';

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
  const connection: Connection = {
    remote,
    mirror: folders.mirror,
    ...(remote.credentials && { credential: gitCredential(remote.url, remote.credentials) }),
    ...(signal && { signal }),
  };
  const report = (kind: Step['kind'], attempt: number): void => onProgress?.({ kind, repository, attempt });
  report('looking', 1);
  // The remote answers while the tree is hashed.
  const looking = lookAt(connection);
  looking.catch(() => undefined);
  const stateThen = readState(folders.state, remote);
  const generated = generatedTree(options.tree);
  let seen = await looking;
  const remembered = await stateThen;
  const finish = (attempt: Attempt, attempts: number): Delivery => ({
    ...attempt,
    repository,
    branch: remote.branch,
    attempts,
    duration: performance.now() - started,
  });
  if (
    remembered?.tree === generated.id &&
    remembered.head === seen.heads.get(remote.branch) &&
    isPlain(options)
  ) {
    const { held, ownership, head } = remembered;
    const outcome = held.length > 0 ? 'held' : 'unchanged';
    return finish({ outcome, changes: [], held, ownership, before: head, after: head, pushed: false }, 1);
  }
  requireBranch(remote, seen);
  checkTree(options.tree, repository);
  const release = await takeLock({
    file: folders.lock,
    onWait: () => {
      report('waiting', 1);
    },
    ...(signal && { signal }),
  });
  try {
    let doubted = false;
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const state = await readState(folders.state, remote);
      const heads = seen;
      try {
        const result = await healing(folders.mirror, () =>
          attemptDelivery({
            options,
            folders,
            connection,
            generated,
            seen: heads,
            state,
            report: (kind) => {
              report(kind, attempt);
            },
          }),
        );
        if (result !== 'outrun') return finish(result, attempt);
      } catch (error) {
        // The two branches of somebody else's delivery may have been seen before and after it.
        if (doubted || !(error instanceof DeliveryError) || error.code !== 'history-rewritten') throw error;
        doubted = true;
      }
      report('retrying', attempt);
      await waitForAnother(attempt, signal);
      seen = await lookAt(connection);
      requireBranch(remote, seen);
    }
    throw new DeliveryError({
      code: 'contended',
      message: `Somebody else pushed to ${remote.branch} of ${remote.url} during each of ${mostAttempts} attempts.`,
      next: 'Run again when there is less going on.',
    });
  } finally {
    await release();
  }
}

function isPlain({ take, dryRun, via }: DeliverOptions): boolean {
  return (take === undefined || take.length === 0) && dryRun !== true && via !== 'pull-request';
}
