import type { Outcome } from './outcomes.ts';

/** A failure that was expected: it is shown as its message, without a stack. */
export class CliError extends Error {
  /** How the command ends. */
  readonly outcome: Outcome;
  /** Stable name for programs, such as `platform-not-found`. */
  readonly code: string;
  /** All problems, where there are several. */
  readonly problems: readonly string[];

  constructor(options: {
    readonly code: string;
    readonly message: string;
    readonly outcome?: Outcome;
    readonly problems?: readonly string[];
    readonly cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.name = 'CliError';
    this.code = options.code;
    this.outcome = options.outcome ?? 'failed';
    this.problems = options.problems ?? [];
  }
}
