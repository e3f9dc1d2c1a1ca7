import { join } from 'node:path';
import { pull } from '@tideway/delivery';
import { CliError } from '../../cli-error.ts';
import type { CommandResult, Context } from '../../context.ts';
import { listDeliverables, selectDeliverables } from '../../deliverables.ts';
import { loadPlatform } from '../../load-platform.ts';
import { openRemote, remoteName } from '../../remote/open-remote.ts';
import type { RemoteName } from '../../remote/remote-name.ts';
import { findWorkspace } from '../../workspace.ts';
import { renderPull } from './render.ts';

/** Options of `tideway pull`. */
export interface PullCommandOptions {
  readonly repository: string;
  /** Path of the model. @default the only platform.ts around */
  readonly platform?: string | undefined;
  /** @default TIDEWAY_REMOTE, else local */
  readonly remote?: RemoteName | undefined;
  /** Only say what would be done. @default false */
  readonly dryRun?: boolean;
  /** Write both sides of what clashes, with conflict markers. @default false */
  readonly markers?: boolean;
}

/**
 * Merges what others committed to the repository of an app into the folder that it is delivered from.
 * @throws CliError when the model is invalid, or the repository unknown or made from the model; DeliveryError when
 *   nothing could be pulled
 */
export async function pullCommand(options: PullCommandOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  context.progress.step(`Reading ${workspace.model}`);
  const platform = await loadPlatform(workspace);
  const [selected] = selectDeliverables(listDeliverables(workspace, platform), [options.repository]);
  if (selected?.folder === undefined) {
    throw new CliError({
      code: 'not-from-a-folder',
      outcome: 'misused',
      message: `${options.repository} is made from ${workspace.model}, so there is no folder to pull it into. Write the change into the model; tideway drift lists what differs.`,
    });
  }
  const { repository, branch, tree, folder } = selected;
  const name = remoteName(options.remote, context.environment);
  const remote = await openRemote({ name, workspace, platform, environment: context.environment });
  try {
    context.progress.step(`${repository}: merging into ${folder}`);
    await remote.ensure(repository);
    const pulled = await pull({
      ...{ repository, name: folder, stateDirectory: workspace.stateDirectory, signal: context.signal },
      folder: join(workspace.root, folder),
      remote: remote.branch(repository, branch),
      tree: await tree(),
      dryRun: options.dryRun === true,
      markers: options.markers === true,
    });
    return {
      outcome: pulled.outcome,
      data: { remote: name, folder, ...pulled },
      text: (paint) => renderPull({ pulled, folder, dryRun: options.dryRun === true, paint }),
    };
  } finally {
    await remote.close();
  }
}
