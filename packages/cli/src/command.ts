import type { Command as Commander } from 'commander';
import type { CommandResult, Context } from './context.ts';

/** One command: what `--help` shows is known at once, what it does is imported when it is called. */
export interface Command<Options> {
  readonly name: string;
  readonly summary: string;
  /** Shown under `--help`, one line each: what to type, then why. */
  readonly examples: readonly (readonly [command: string, why: string])[];
  /** Adds arguments and options. */
  declare(command: Commander): void;
  /** Makes plain options of what Commander parsed. */
  options(args: readonly string[], flags: Readonly<Record<string, unknown>>): Options;
  /** Imports the code and runs it. */
  run(options: Options, context: Context): Promise<CommandResult>;
}
