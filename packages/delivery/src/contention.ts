import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from './error.ts';
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

/**
 * Decides how long a delivery goes on while others are faster.
 *
 * Somebody who pushes in a steady beat always wins against somebody who waits in the same beat; so each wait is of
 * another length.
 */
export class Contention {
  readonly #options: ContentionOptions;
  readonly #start = performance.now();
  #fruitless = 0;

  constructor(options: ContentionOptions) {
    this.#options = options;
  }

  /** Waits before another attempt, longer each time, and never for as long as anybody else. */
  async wait(attempts: number): Promise<void> {
    const { signal } = this.#options;
    const limit = Math.min(longestWait, 20 * 2 ** attempts);
    await sleep(Math.random() * limit, undefined, signal && { signal }).catch(() => undefined);
  }

  /**
   * Takes note of where the branches are before and after an attempt that failed.
   *
   * @throws {DeliveryError} `contended` when the time is over, or when pushes fail although nobody else moves the branch
   */
  look(attempts: number, before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): void {
    const { remote, patience = 120_000 } = this.#options;
    const hasMoved = now.size !== before.size || [...now].some(([name, id]) => before.get(name) !== id);
    this.#fruitless = hasMoved ? 0 : this.#fruitless + 1;
    if (this.#fruitless >= attemptsAtLeast) throw stuck(remote);
    const time = performance.now() - this.#start;
    if (attempts >= attemptsAtLeast && time > patience) throw outrun(remote, attempts, time);
  }
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
