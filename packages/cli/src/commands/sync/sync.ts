import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { deliver, type Delivery, type Step } from '@tideway/delivery';
import type { FileTree } from '@tideway/gitops';
import type { Kustomize } from '@tideway/kustomize';
import type { CommandResult, Context } from '../../context.ts';
import { type Deliverable, listDeliverables, selectDeliverables } from '../../deliverables.ts';
import { loadPlatform } from '../../load-platform.ts';
import { worstOutcome } from '../../outcomes.ts';
import { type OpenRemote, openRemote, remoteName } from '../../remote/open-remote.ts';
import type { RemoteName } from '../../remote/remote-name.ts';
import { sourceCommit } from '../../source-commit.ts';
import { version } from '../../version.ts';
import { findWorkspace, type Workspace } from '../../workspace.ts';
import { renderSync } from './render.ts';

/** A decision about a held file. */
export interface Take {
  readonly side: 'generated' | 'repository';
  readonly path: string;
}

/** Options of `tideway sync`. */
export interface SyncOptions {
  /** Names of repositories. @default all of the platform */
  readonly repositories?: readonly string[];
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** @default TIDEWAY_REMOTE, else local */
  readonly remote?: RemoteName | undefined;
  /** Plan only. @default false */
  readonly dryRun?: boolean;
  /** @default push */
  readonly via?: 'push' | 'pull-request' | undefined;
  /** Decisions about held files; they need exactly one repository. @default none */
  readonly take?: readonly Take[];
  /** Decision about a repository with other content. @default hold */
  readonly adopt?: 'generated' | 'repository' | undefined;
}

/**
 * Delivers repositories, one after the other, flux-repo last. One that fails does not stop the others.
 * @throws CliError when the model is invalid or a repository unknown
 */
export async function sync(options: SyncOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  const selected = selectDeliverables(listDeliverables(workspace, platform), options.repositories ?? []);
  const remote = await openRemote({
    name: remoteName(options.remote, context.environment),
    workspace,
    platform,
    environment: context.environment,
  });
  try {
    const deliveries = await deliverAll({ selected, remote, workspace, options, context });
    return {
      outcome: worstOutcome(deliveries.map(({ outcome }) => outcome)),
      data: { remote: remote.name, repositories: deliveries },
      text: (paint) =>
        renderSync({ deliveries, remote: remote.name, dryRun: options.dryRun === true, paint }),
    };
  } finally {
    await remote.close();
  }
}

/** What became of one repository. */
export type RepositoryResult =
  | Delivery
  | {
      readonly repository: string;
      readonly outcome: 'failed';
      readonly code: string;
      readonly message: string;
      readonly next: string;
      readonly problems: readonly string[];
    };

/**
 * Delivers every given repository through an open remote: as many at once as there are processors. The last one, which
 * refers to the others, is prepared beside them and pushed after them.
 */
export async function deliverAll(work: {
  readonly selected: readonly Deliverable[];
  readonly remote: OpenRemote;
  readonly workspace: Workspace;
  readonly options: SyncOptions;
  readonly context: Context;
}): Promise<readonly RepositoryResult[]> {
  const { selected, remote, workspace, options, context } = work;
  let source: Promise<string | undefined> | undefined;
  let found: Promise<Kustomize> | undefined;
  const shared = {
    stateDirectory: workspace.stateDirectory,
    version: version(),
    signal: context.signal,
    kustomize: () => (found ??= kustomizeOf(workspace)),
    onProgress: (step: Step) => context.progress.step(sayStep(step)),
    ...(options.dryRun === undefined ? {} : { dryRun: options.dryRun }),
    ...(options.via === undefined ? {} : { via: options.via }),
    ...(options.take === undefined ? {} : { take: options.take }),
    ...(options.adopt === undefined ? {} : { adopt: options.adopt }),
  };
  // Made while the remote is asked; nothing is pushed before all of it is there.
  let trees: Promise<readonly FileTree[]> | undefined;
  const treeOf = async (index: number): Promise<FileTree> => {
    trees ??= Promise.all(selected.map(({ tree }) => tree()));
    const tree = (await trees)[index];
    // An empty tree would be delivered as the removal of everything.
    if (tree === undefined) throw new Error(`Nothing was made for ${selected[index]?.repository ?? index}.`);
    return tree;
  };
  const deliverOne = async (
    { repository, branch }: Deliverable,
    index: number,
    after?: Promise<unknown>,
  ): Promise<RepositoryResult> => {
    try {
      await remote.ensure(repository);
      return await deliver({
        ...shared,
        source: () => (source ??= sourceCommit(workspace.root)),
        repository,
        remote: remote.branch(repository, branch),
        tree: () => treeOf(index),
        ...(after && { after }),
      });
    } catch (error) {
      return failure(repository, error);
    }
  };
  const others = mapAtOnce(selected.slice(0, -1), availableParallelism(), (one, index) =>
    deliverOne(one, index),
  );
  const last = selected.slice(-1).map((one) => deliverOne(one, selected.length - 1, others));
  return [...(await others), ...(await Promise.all(last))];
}

async function mapAtOnce<T, R>(
  items: readonly T[],
  most: number,
  map: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await map(item, index);
  };
  await Promise.all(Array.from({ length: most }, work));
  return results;
}

function sayStep({ kind, repository, attempt }: Step): string {
  return `${repository}: ${kind}${attempt > 1 ? ` (attempt ${attempt})` : ''}`;
}

async function kustomizeOf(workspace: Workspace): Promise<Kustomize> {
  const { findKustomize } = await import('@tideway/kustomize');
  return findKustomize({ cacheDirectory: join(workspace.stateDirectory, 'bin') });
}

function failure(repository: string, error: unknown): RepositoryResult {
  if (!(error instanceof Error) || error.name !== 'DeliveryError') throw error;
  const { code, message, next, problems } = error as Error & {
    code: string;
    next: string;
    problems: readonly string[];
  };
  return { repository, outcome: 'failed', code, message, next, problems };
}
