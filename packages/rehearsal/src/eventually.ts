import { setTimeout as sleep } from 'node:timers/promises';
import { pauseAfter } from './pause.ts';
import { RehearsalError } from './rehearsal-error.ts';

/** Something that becomes true. */
export interface Expectation<Found> {
  /** What is waited for, as the message names it: `etcd answers`. */
  readonly what: string;
  /** Milliseconds. */
  readonly within: number;
  /** Asks; undefined or a `NotYet` means not yet. It may throw: then the error is what is told at the end. */
  readonly ask: () => Promise<Found | NotYet | undefined>;
  /** Milliseconds between two questions at first; see {@link pauseAfter}. @default 50 */
  readonly every?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What is there instead of what is waited for. */
export class NotYet {
  readonly seen: string;

  constructor(seen: string) {
    this.seen = seen;
  }
}

/**
 * Asks until there is an answer.
 *
 * @throws RehearsalError `not-ready` with what was seen last
 */
export async function eventually<Found>(expectation: Expectation<Found>): Promise<Found> {
  const { what, within, ask, every = 50, signal } = expectation;
  const start = performance.now();
  const end = start + within;
  let seen = 'nothing';
  for (;;) {
    signal?.throwIfAborted();
    try {
      const answer = await ask();
      if (answer instanceof NotYet) seen = answer.seen;
      else if (answer !== undefined) return answer;
    } catch (error) {
      seen = error instanceof Error ? error.message : String(error);
    }
    if (performance.now() > end) {
      const seconds = Math.round(within / 100) / 10;
      throw new RehearsalError('not-ready', `Not within ${seconds} s: ${what}. Last seen: ${seen}`);
    }
    const pause = pauseAfter(every, performance.now() - start);
    await sleep(pause, undefined, signal ? { signal } : {}).catch(() => signal?.throwIfAborted());
  }
}
