import { localAwsStatus, startLocalAwsDaemon } from '@tideway/local-aws';
import type { CommandResult, Context } from '../../context.ts';
import { loadPlatform } from '../../load-platform.ts';
import { localStateDirectory, localTargets } from '../../remote/open-remote.ts';
import { findWorkspace } from '../../workspace.ts';
import type { LocalOptions } from './local-options.ts';
import { describeRunning } from './where.ts';

/** `tideway local up`: starts the daemon unless it runs. */
export async function up(options: LocalOptions, context: Context): Promise<CommandResult> {
  const workspace = findWorkspace({ cwd: context.cwd, platform: options.platform });
  const platform = await loadPlatform(workspace);
  const stateDirectory = localStateDirectory(workspace);
  context.progress.step('Starting local AWS');
  const before = await localAwsStatus(stateDirectory);
  const status = await startLocalAwsDaemon({
    stateDirectory,
    targets: localTargets(platform),
    ...(options.registry === undefined ? {} : { registry: options.registry }),
  });
  return {
    outcome: before.running ? 'unchanged' : 'done',
    data: describeRunning(status),
    text: () =>
      [
        before.running
          ? `Local AWS runs already (process ${status.pid}).`
          : `Local AWS runs (process ${status.pid}); stop it with: tideway local down`,
        'Point this shell at it:',
        '  eval "$(npx tideway local env)"',
      ].join('\n'),
  };
}
