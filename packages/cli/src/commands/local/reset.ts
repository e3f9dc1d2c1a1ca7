import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { resetLocalAws } from '@tideway/local-aws';
import type { CommandResult, Context } from '../../context.ts';
import { findRoot } from '../../workspace.ts';
import type { LocalOptions } from './local-options.ts';
import { localFolder } from './where.ts';

/**
 * `tideway local reset`: removes repositories, credentials and certificates of local AWS, and the mirrors of them.
 * @throws Error while it runs
 */
export async function reset(_options: LocalOptions, context: Context): Promise<CommandResult> {
  const stateDirectory = localFolder(context);
  context.progress.step('Removing local AWS');
  await resetLocalAws(stateDirectory);
  await rm(join(findRoot(context.cwd), '.tideway', 'mirrors'), { recursive: true, force: true });
  return {
    outcome: 'done',
    data: { stateDirectory },
    text: () => `${stateDirectory} is removed; the next tideway sync starts from nothing.`,
  };
}
