import { readFile } from 'node:fs/promises';
import { CliError } from '../../cli-error.ts';
import type { CommandResult, Context } from '../../context.ts';
import { buildList, describeBuild } from './build-list.ts';
import type { LocalOptions } from './local-options.ts';

/**
 * `tideway local logs`: the log of a build, the newest unless a number is given.
 * @throws CliError `build-unknown`
 */
export async function logs({ project, number }: LocalOptions, context: Context): Promise<CommandResult> {
  const found = await buildList(project, context);
  const build = found.find((one) => number === undefined || one.number === number);
  if (!build) {
    throw new CliError({
      code: 'build-unknown',
      outcome: 'misused',
      message:
        number === undefined
          ? 'There is no build yet: with "tideway local up --registry <url>" every push of sources starts one.'
          : `There is no build ${number}. "tideway local builds" lists those that there are.`,
    });
  }
  const log = await readFile(build.log, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return `Build ${build.number} of ${build.project} has not started.\n`;
    throw error;
  });
  return { outcome: 'done', data: { build: describeBuild(build), log }, text: () => log.trimEnd() };
}
