import { setTimeout as sleep } from 'node:timers/promises';
import { processMemory } from './process-memory.ts';
import { MemoryUnknownError, type ProcessTable } from './process-table.ts';
import { proportionalSets } from './proportional-sets.ts';
import { residentSets } from './resident-sets.ts';

/** How much memory a rehearsal needed at most; sums over all its processes. */
export interface MemoryUse {
  readonly state: 'measured';
  /** Whether pages that processes share count in parts, or for each of them in full: then the sums are too high. */
  readonly counted: 'proportional' | 'resident';
  /** Bytes of one cluster with everything around it: AWS, the registry, the rehearsal itself. */
  readonly oneCluster: number;
  /** Bytes of all clusters that ran at the same time. */
  readonly everything: number;
  /** Bytes of each process when one cluster needed most, the largest first. */
  readonly processes: Readonly<Record<string, number>>;
}

/** Nobody knows how much memory a rehearsal needed. */
export interface MemoryUnknown {
  readonly state: 'unknown';
  readonly why: string;
}

/** What is known of the memory that a rehearsal needed. */
export type MemoryFinding = MemoryUse | MemoryUnknown;

/** Whose memory is watched. */
export interface MemoryWatchOptions {
  /** Names of all processes by their ids, as they are now. */
  readonly processes: () => ReadonlyMap<number, string>;
  /** Whether a process, by its name, is of a cluster beside the first. */
  readonly isOther: (name: string) => boolean;
  /** Asks the system. @default proportional sets on Linux, resident sets elsewhere */
  readonly read?: () => Promise<ProcessTable>;
}

/** Milliseconds between two looks. */
const every = 3_000;

const isLinux = process.platform === 'linux';

/** Looks again and again how much memory everything needs. */
export class MemoryWatch {
  readonly #options: MemoryWatchOptions;
  readonly #ending = new AbortController();
  readonly #watching: Promise<void>;
  #peak: MemoryUse | undefined;
  #unknown: MemoryUnknown | undefined;

  constructor(options: MemoryWatchOptions) {
    this.#options = options;
    this.#watching = this.#watch();
  }

  /**
   * Looks once more, and says how much it was at most. A single look that the system did not answer makes it unknown:
   * that may have been the moment when it was most.
   */
  async peak(): Promise<MemoryFinding> {
    await this.#look();
    return this.#unknown ?? this.#peak ?? { state: 'unknown', why: 'nobody has looked' };
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
    const { processes, read = isLinux ? proportionalSets : residentSets } = this.#options;
    try {
      this.#note(await processMemory(await read(), processes()));
    } catch (error) {
      if (!(error instanceof MemoryUnknownError)) throw error;
      this.#unknown ??= { state: 'unknown', why: error.message };
    }
  }

  #note(used: ReadonlyMap<string, number>): void {
    const sum = (entries: readonly (readonly [string, number])[]) =>
      entries.reduce((total, [, bytes]) => total + bytes, 0);
    const own = [...used]
      .filter(([name]) => !this.#options.isOther(name))
      .sort(([, one], [, other]) => other - one);
    const oneCluster = sum(own);
    const before = this.#peak;
    const most =
      before && before.oneCluster >= oneCluster ? before : { oneCluster, processes: Object.fromEntries(own) };
    this.#peak = {
      state: 'measured',
      counted: isLinux ? 'proportional' : 'resident',
      oneCluster: most.oneCluster,
      everything: Math.max(before?.everything ?? 0, sum([...used])),
      processes: most.processes,
    };
  }
}
