import { setImmediate } from 'node:timers/promises';
import type { FileTree } from '@tideway/gitops';
import type { Kustomize } from '@tideway/kustomize';
import { asBefore, isWhereItWas } from './as-before.ts';
import type { Attempt } from './complete.ts';
import { connect } from './connect.ts';
import type { Side } from './decision.ts';
import type { Delivery, Step } from './delivery.ts';
import { foldersOf } from './folders.ts';
import { generatedTree } from './generated-tree.ts';
import { lookAt, lookByGit, type Connection, type RemoteHeads } from './look.ts';
import type { PullRequests } from './pull-requests.ts';
import type { Remote } from './remote.ts';
import { readState, type DeliveryState } from './state.ts';

/** What to deliver, and where to. */
export interface DeliverOptions {
  /** Name of the repository, such as `flux-repo`. */
  readonly repository: string;
  readonly remote: Remote;
  /** Everything that the generator gives for this repository; a function is called while the remote is asked. */
  readonly tree: FileTree | (() => Promise<FileTree>);
  /** Folder for the mirror and the memory of the last delivery, such as `.tideway`; made when missing. */
  readonly stateDirectory: string;
  /** Commit of the monorepo that the tree was generated from; a function is asked only when there is a delivery. @default not recorded */
  readonly source?: string | (() => Promise<string | undefined>);
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
  /** What has to be done before the branch may move; only the push waits for it. @default nothing */
  readonly after?: Promise<unknown>;
  /** How long it tries again while others keep pushing to the branch, in milliseconds; ten attempts at least. @default 120_000 */
  readonly patience?: number;
  readonly onProgress?: (step: Step) => void;
  readonly signal?: AbortSignal;
  /** Clock of the commits, in milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
}

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
  const { sure, asked, tree } = await begin(options, connection, remembered);
  let looking = asked;
  const generated = generatedTree(tree);
  const known = remembered === undefined ? undefined : asBefore(remembered, generated.id, options);
  if (known !== undefined) {
    looking ??= ask(connection);
    if (isWhereItWas(remembered, await looking)) return finish(known, 1);
  }
  // Most deliveries have nothing to do, and need nothing of what merges.
  const { deliverChanges } = await import('./deliver-changes.ts');
  const source = typeof options.source === 'function' ? await options.source() : options.source;
  const work = {
    options: { ...options, tree, source },
    folders,
    connection,
    generated,
    verdicts: new Map(),
  };
  const { attempt, attempts } = await deliverChanges({
    work,
    looking,
    sure,
    isKnown: known !== undefined,
    report,
  });
  return finish(attempt, attempts);
}

interface Beginning {
  /** Whether the branch is likely to be where the last delivery left it: then it is not asked for. */
  readonly sure: boolean;
  readonly asked: Promise<RemoteHeads> | undefined;
  readonly tree: FileTree;
}

async function begin(
  { tree, via }: DeliverOptions,
  connection: Connection,
  remembered: DeliveryState | undefined,
): Promise<Beginning> {
  if (typeof tree !== 'function') {
    const sure = remembered !== undefined && remembered.busy !== true && via !== 'pull-request';
    // To ask takes about as long as to hash some thousand files, and is of no use if these are new and nobody else is.
    return { sure, asked: sure && tree.size < 2_000 ? undefined : ask(connection), tree };
  }
  // Git goes on alone once it has its password, however long the generator keeps this thread busy.
  const password = connection.credential?.();
  await password?.catch(() => undefined);
  const asked = ask({ ...connection, ...(password && { credential: () => password }) }, lookByGit);
  await setImmediate();
  return { sure: false, asked, tree: await tree() };
}

function ask(connection: Connection, look = lookAt): Promise<RemoteHeads> {
  const looking = look(connection);
  // Who asks may find something else to fail at before the answer is there.
  looking.catch(() => undefined);
  return looking;
}
