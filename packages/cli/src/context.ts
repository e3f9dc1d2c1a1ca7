import type { Outcome } from './outcomes.ts';
import type { Paint } from './paint.ts';
import type { Progress } from './progress.ts';

/** What a command may know of the world; everything else comes with its options. */
export interface Context {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Tells people what long work is at; silent where nobody looks. */
  readonly progress: Progress;
  /** Ends when the user interrupts. */
  readonly signal: AbortSignal;
}

/** What a command gives back: data for programs, text for people, both of one source. */
export interface CommandResult {
  readonly outcome: Outcome;
  /** JSON of `--json`, beside `command`, `outcome` and `exitCode`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The same for people, without a final line end. */
  readonly text: (paint: Paint) => string;
}
