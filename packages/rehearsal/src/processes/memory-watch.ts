import { setTimeout as sleep } from 'node:timers/promises';
import { processMemory } from './process-memory.ts';

/** How much memory a rehearsal needed at most; sums over all its processes. */
export interface MemoryUse {
  /** Bytes of one cluster with everything around it: AWS, the registry, the rehearsal itself. */
  readonly oneCluster: number;
  /** Bytes of all clusters that ran at the same time. */
  readonly everything: number;
  /** Bytes of each process when one cluster needed most, the largest first. */
  readonly processes: Readonly<Record<string, number>>;
}

/** Whose memory is watched. */
export interface MemoryWatchOptions {
  /** Names of all processes by their ids, as they are now. */
  readonly processes: () => ReadonlyMap<number, string>;
  /** Whether a process, by its name, is of a cluster beside the first. */
  readonly isOther: (name: string) => boolean;
}

/** Milliseconds between two looks. */
const every = 3_000;

/** Looks again and again how much memory everything needs. */
export class MemoryWatch {
  readonly #options: MemoryWatchOptions;
  readonly #ending = new AbortController();
  readonly #watching: Promise<void>;
  #peak: MemoryUse | undefined;

  constructor(options: MemoryWatchOptions) {
    this.#options = options;
    this.#watching = this.#watch();
  }

  /** Looks once more, and says how much it was at most; undefined where the system does not tell. */
  async peak(): Promise<MemoryUse | undefined> {
    await this.#look();
    return this.#peak;
  }

  /** Looks no more. */
  async end(): Promise<void> {
    this.#ending.abort();
    await this.#watching;
  }

  async #watch(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      await this.#look();
      await sleep(every, undefined, { signal }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const { processes, isOther } = this.#options;
    const used = await processMemory(processes());
    if (used === undefined) return;
    const sum = (entries: readonly (readonly [string, number])[]) =>
      entries.reduce((total, [, bytes]) => total + bytes, 0);
    const own = [...used].filter(([name]) => !isOther(name)).sort(([, one], [, other]) => other - one);
    const before = this.#peak;
    const oneCluster = sum(own);
    const isMore = oneCluster > (before?.oneCluster ?? 0);
    this.#peak = {
      oneCluster: isMore ? oneCluster : (before?.oneCluster ?? 0),
      everything: Math.max(before?.everything ?? 0, sum([...used])),
      processes: isMore ? Object.fromEntries(own) : (before?.processes ?? {}),
    };
  }
}
