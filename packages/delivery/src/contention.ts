import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from './error.ts';
import type { RemoteHeads } from './look.ts';
import type { Remote } from './remote.ts';

/** Others who push to the branch at the same time. */
export interface ContentionOptions {
  readonly remote: Remote;
  /** How long to try again, in milliseconds. @default 120_000 */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/** Attempts that are always made, and those that may fail in a row although nobody moved the branch. */
const attemptsAtLeast = 10;

/** Longest wait between two attempts, in milliseconds: longer than others usually need from push to push. */
const longestWait = 1_000;

/** Attempts that may be outrun by chance; after them it is a beat, and the next attempt begins with it. */
const attemptsByChance = 2;

/** Milliseconds from look to look while it waits for the beat. */
const lookEvery = 40;

/**
 * Decides how long a delivery goes on while others are faster.
 *
 * Somebody who pushes in a steady beat always wins against somebody who begins at any time: only what begins right after
 * a push has the whole time until the next one. So after some attempts the wait is for somebody else's push.
 */
export class Contention {
  readonly #options: ContentionOptions;
  readonly #start = performance.now();
  #fruitless = 0;

  constructor(options: ContentionOptions) {
    this.#options = options;
  }

  /**
   * Waits before another attempt, never for as long as anybody else: at first for a moment, then until the branch has
   * just moved.
   *
   * @param before where the branches were when the attempt began that failed
   * @returns where they are now
   */
  async wait(
    attempts: number,
    before: ReadonlyMap<string, string>,
    look: () => Promise<RemoteHeads>,
  ): Promise<RemoteHeads> {
    const limit = Math.min(longestWait, 20 * 2 ** attempts);
    if (attempts <= attemptsByChance) await this.#sleep(Math.random() * limit);
    const start = performance.now();
    const seen = await look();
    if (attempts <= attemptsByChance) return seen;
    // A push that fails although nobody moves the branch does not wait for somebody.
    const patience = longestWait * (hasMoved(before, seen.heads) ? 0.5 + Math.random() / 2 : Math.random());
    for (let now = seen; ; now = await look()) {
      if (hasMoved(seen.heads, now.heads) || this.#options.signal?.aborted === true) return now;
      if (performance.now() - start > patience) return now;
      await this.#sleep(lookEvery);
    }
  }

  async #sleep(time: number): Promise<void> {
    const { signal } = this.#options;
    await sleep(time, undefined, signal && { signal }).catch(() => undefined);
  }

  /**
   * Takes note of where the branches are before and after an attempt that failed.
   *
   * @throws {DeliveryError} `contended` when the time is over, or when pushes fail although nobody else moves the branch
   */
  look(attempts: number, before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): void {
    const { remote, patience = 120_000 } = this.#options;
    this.#fruitless = hasMoved(before, now) ? 0 : this.#fruitless + 1;
    if (this.#fruitless >= attemptsAtLeast) throw stuck(remote);
    const time = performance.now() - this.#start;
    if (attempts >= attemptsAtLeast && time > patience) throw outrun(remote, attempts, time);
  }
}

function hasMoved(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): boolean {
  return now.size !== before.size || [...now].some(([name, id]) => before.get(name) !== id);
}

function outrun(remote: Remote, attempts: number, time: number): DeliveryError {
  return new DeliveryError({
    code: 'contended',
    message: `Somebody else pushed to ${remote.branch} of ${remote.url} during each of ${attempts} attempts in ${Math.round(time / 1000)} s.`,
    next: 'Run again when there is less going on.',
  });
}

function stuck(remote: Remote): DeliveryError {
  return new DeliveryError({
    code: 'contended',
    message: `${remote.url} refused ${attemptsAtLeast} pushes in a row as if somebody else had pushed to ${remote.branch}, and nobody has.`,
    next: 'Look for a lock that was left behind on the server, such as a file *.lock beside the branch.',
  });
}
