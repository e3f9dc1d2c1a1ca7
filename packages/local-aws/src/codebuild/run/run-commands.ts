import { LocalAwsError } from '../../local-aws-error.ts';
import type { BuildspecPhase } from '../buildspec/buildspec-schema.ts';
import type { BuildLog } from './build-log.ts';
import type { BuildShell } from './build-shell.ts';

/** Commands of a phase, and what they run in. */
export interface RunCommandsOptions {
  readonly phase: BuildspecPhase;
  readonly shell: BuildShell;
  readonly log: BuildLog;
  /** Whether the build is to end: then no further command is begun. */
  readonly isInterrupted: () => boolean;
}

/**
 * Runs the commands of a phase until one fails, then those that clean up, whatever happened.
 *
 * @throws LocalAwsError `build-failed` with the last command that failed
 */
export async function runCommands(options: RunCommandsOptions): Promise<void> {
  const { commands, finally: cleaning } = options.phase;
  const failed = await inTurn(commands, options);
  const problem = (await inTurn(cleaning, options)) ?? failed;
  if (problem !== undefined) throw new LocalAwsError('build-failed', problem);
}

/** Runs commands until one fails. @returns what failed */
async function inTurn(
  commands: readonly string[],
  { shell, log, isInterrupted }: RunCommandsOptions,
): Promise<string | undefined> {
  for (const command of commands) {
    if (isInterrupted()) return `ended before: ${command}`;
    log.say(`Running command ${command.trimEnd()}`);
    const code = await shell.run(command);
    if (code === 0) continue;
    log.say(`Command did not exit successfully ${command.trimEnd()} exit status ${code}`);
    return `Error while executing command: ${command.trimEnd()}. Reason: exit status ${code}`;
  }
  return undefined;
}
