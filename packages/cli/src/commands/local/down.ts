import { stopLocalAwsDaemon } from '@tideway/local-aws';
import type { CommandResult, Context } from '../../context.ts';
import type { LocalOptions } from './local-options.ts';
import { localFolder } from './where.ts';

/** `tideway local down`: ends the daemon; its repositories stay. */
export async function down(_options: LocalOptions, context: Context): Promise<CommandResult> {
  const stateDirectory = localFolder(context);
  context.progress.step('Stopping local AWS');
  const stopped = await stopLocalAwsDaemon(stateDirectory);
  return {
    outcome: stopped ? 'done' : 'unchanged',
    data: { stopped, stateDirectory },
    text: () => (stopped ? 'Local AWS is stopped; its repositories stay.' : 'Local AWS was not running.'),
  };
}
