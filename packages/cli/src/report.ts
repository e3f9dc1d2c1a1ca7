import { CliError } from './cli-error.ts';
import type { CommandResult } from './context.ts';
import { type Outcome, outcomes } from './outcomes.ts';
import { paintFor } from './paint.ts';

/** Where a command writes: results on stdout, narration and errors on stderr. */
export interface Output {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

interface ReportOptions {
  readonly command: string;
  readonly json: boolean;
  readonly output: Output;
}

/** Writes a result and returns its exit code. */
export function reportResult(options: ReportOptions & { readonly result: CommandResult }): number {
  const { result, output } = options;
  const { exitCode } = outcomes[result.outcome];
  if (options.json)
    writeJson(output, { command: options.command, outcome: result.outcome, exitCode, ...result.data });
  else output.stdout.write(`${result.text(paintFor(output.stdout))}\n`);
  return exitCode;
}

/** Writes what went wrong and returns the exit code. */
export function reportError(options: ReportOptions & { readonly error: unknown }): number {
  const { output } = options;
  const known = describe(options.error);
  const { exitCode } = outcomes[known.outcome];
  if (options.json) {
    const { outcome, ...error } = known;
    writeJson(output, { command: options.command, outcome, exitCode, error });
    return exitCode;
  }
  const paint = paintFor(output.stderr);
  const lines = [
    `${paint('red', 'error')}: ${known.message}`,
    ...known.problems.map((problem) => `  ${problem}`),
  ];
  output.stderr.write(`${lines.join('\n')}\n`);
  return exitCode;
}

interface KnownError {
  readonly outcome: Outcome;
  readonly code: string;
  readonly message: string;
  readonly problems: readonly string[];
}

function describe(error: unknown): KnownError {
  if (error instanceof CliError) {
    return { outcome: error.outcome, code: error.code, message: error.message, problems: error.problems };
  }
  // The libraries' own errors are expected ones too: each has a name of its own and a `code` of a closed list.
  if (
    error instanceof Error &&
    error.name !== 'Error' &&
    'code' in error &&
    typeof error.code === 'string' &&
    !('syscall' in error)
  ) {
    return { outcome: 'failed', code: error.code, message: error.message, problems: [] };
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    outcome: 'failed',
    code: 'unexpected',
    message: `something that Tideway did not expect; please report it with these lines:\n${stack}`,
    problems: [],
  };
}

function writeJson(output: Output, document: Readonly<Record<string, unknown>>): void {
  output.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
