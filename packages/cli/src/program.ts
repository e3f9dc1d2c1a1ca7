import { Command as Commander, CommanderError } from 'commander';
import { CliError } from './cli-error.ts';
import type { Command } from './command.ts';
import { type CommandEntry, commands } from './commands.ts';
import type { Context } from './context.ts';
import { outcomes } from './outcomes.ts';
import { progressOn, silentProgress } from './progress.ts';
import { type Output, reportError, reportResult } from './report.ts';
import { version } from './version.ts';

/** Everything that the process gives to the program. */
export interface ProgramOptions extends Output {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Runs one command line and resolves to its exit code; never throws. */
export async function runProgram(options: ProgramOptions): Promise<number> {
  let exitCode = 0;
  const program = new Commander('tideway')
    .description('GitOps on AWS from one typed model.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError()
    .showHelpAfterError('Type tideway --help to see what there is.')
    .configureOutput({
      writeOut: (text) => options.stdout.write(text),
      writeErr: (text) => options.stderr.write(text),
    })
    .exitOverride();
  program.addHelpText('after', '\nExit codes: 0 fine, 1 drift or a failed check, 2 wrong use.');
  for (const entry of commands) add(program, entry, async (run) => (exitCode = await run(options)));
  const [first, separator, ...words] = options.argv;
  if (first === 'complete' && separator === '--') {
    // What the scripts of `tideway completion` ask at every TAB; not for people, so no help lists it.
    const { complete } = await import('./commands/completion/complete.ts');
    options.stdout.write(`${complete(program, words)}\n`);
    return 0;
  }
  try {
    await program.parseAsync(options.argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : outcomes.misused.exitCode;
    return reportError({ error, command: 'tideway', json: false, output: options });
  }
}

type Execute = (run: (options: ProgramOptions) => Promise<number>) => Promise<number>;

function add(parent: Commander, entry: CommandEntry, execute: Execute): void {
  if ('group' in entry) {
    const group = parent
      .command(entry.group)
      .summary(entry.summary)
      .description(`${entry.summary}.`)
      .helpCommand(false);
    for (const command of entry.commands) add(group, command, execute);
    return;
  }
  declare(parent, entry, execute);
}

function declare(parent: Commander, command: Command, execute: Execute): void {
  const commander = parent.command(command.name).summary(command.summary).description(`${command.summary}.`);
  command.declare(commander);
  commander.option('--json', 'print one JSON document instead of text');
  const width = Math.max(...command.examples.map(([line]) => line.length));
  const examples = command.examples.map(([line, why]) => `  $ ${line.padEnd(width)}  # ${why}`);
  commander.addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  commander.action(async (...parsed: unknown[]) => {
    const flags = commander.opts<Record<string, unknown>>();
    const args = parsed
      .slice(0, -2)
      .flat()
      .filter((arg): arg is string => typeof arg === 'string');
    await execute((options) => runCommand(command, args, flags, options));
  });
}

async function runCommand(
  command: Command,
  args: readonly string[],
  flags: Readonly<Record<string, unknown>>,
  options: ProgramOptions,
): Promise<number> {
  const json = flags['json'] === true;
  const progress = json ? silentProgress : progressOn(options.stderr, options.environment);
  const context: Context = {
    cwd: options.cwd,
    environment: options.environment,
    progress,
    signal: options.signal,
  };
  try {
    const result = await command.execute(args, flags, context);
    progress.stop();
    return reportResult({ result, command: command.name, json, output: options });
  } catch (error) {
    progress.stop();
    return reportError({ error: asWrongUse(error), command: command.name, json, output: options });
  }
}

/** Options that are only wrong together are found after Commander has read them. */
function asWrongUse(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  return new CliError({ code: 'option-invalid', outcome: 'misused', message: error.message, cause: error });
}
