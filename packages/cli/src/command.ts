import type { Command as Commander } from 'commander';
import type { CommandResult, Context } from './context.ts';

/** What `--help` shows of a command, known without importing what the command does. */
export interface CommandFace {
  readonly name: string;
  readonly summary: string;
  /** Shown under `--help`, one line each: what to type, then why. */
  readonly examples: readonly (readonly [command: string, why: string])[];
  /** Adds arguments and options. */
  declare(command: Commander): void;
}

/** One command as its folder defines it. */
export interface CommandDefinition<Options> extends CommandFace {
  /** Makes plain options of what Commander parsed. */
  options(args: readonly string[], flags: Readonly<Record<string, unknown>>): Options;
  /** Imports the code and runs it. */
  run(options: Options, context: Context): Promise<CommandResult>;
}

/** One command as the program calls it. */
export interface Command extends CommandFace {
  execute(
    args: readonly string[],
    flags: Readonly<Record<string, unknown>>,
    context: Context,
  ): Promise<CommandResult>;
}

/** Makes a command of its definition. */
export function defineCommand<Options>(definition: CommandDefinition<Options>): Command {
  const { name, summary, examples } = definition;
  return {
    name,
    summary,
    examples,
    declare: (command) => definition.declare(command),
    execute: async (args, flags, context) => definition.run(definition.options(args, flags), context),
  };
}
