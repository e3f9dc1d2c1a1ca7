import { type Drift, drift as compare } from '@tideway/delivery';
import type { CommandResult, Context } from '../../context.ts';
import { type Deliverable, listDeliverables, selectDeliverables } from '../../deliverables.ts';
import { loadPlatform } from '../../load-platform.ts';
import { openRemote, remoteName } from '../../remote/open-remote.ts';
import type { RemoteName } from '../../remote/remote-name.ts';
import { findWorkspace } from '../../workspace.ts';
import { renderDrift } from './render.ts';

/** Options of `tideway drift`. */
export interface DriftOptions {
  /** Names of repositories. @default all of the platform */
  readonly repositories?: readonly string[];
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** @default TIDEWAY_REMOTE, else local */
  readonly remote?: RemoteName | undefined;
}

/**
 * Compares what the model says with what the repositories have. Reads only.
 * @throws CliError when the model is invalid or a repository unknown; DeliveryError when one can't be read
 */
export async function drift(options: DriftOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  const selected = selectDeliverables(listDeliverables(workspace, platform), options.repositories ?? []);
  const name = remoteName(options.remote, context.environment);
  const remote = await openRemote({ name, workspace, platform, environment: context.environment });
  try {
    const drifts: Drift[] = [];
    for (const { repository, branch, tree, folder } of selected) {
      context.progress.step(`${repository}: comparing`);
      await remote.ensure(repository);
      drifts.push(
        await compare({
          repository,
          remote: remote.branch(repository, branch),
          tree: await tree(),
          additions: folder !== undefined,
          stateDirectory: workspace.stateDirectory,
          signal: context.signal,
        }),
      );
    }
    return {
      outcome: drifts.some(({ files }) => files.length > 0) ? 'drifted' : 'unchanged',
      data: { remote: name, repositories: drifts },
      text: (paint) => renderDrift(drifts, foldersOf(selected), paint),
    };
  } finally {
    await remote.close();
  }
}

/** Folders that repositories are made from, by their names. */
function foldersOf(deliverables: readonly Deliverable[]): ReadonlyMap<string, string> {
  return new Map(
    deliverables.flatMap(({ repository, folder }) => (folder === undefined ? [] : [[repository, folder]])),
  );
}
