import fc from 'fast-check';
import type { Site } from '../world/site.ts';
import type { Statistics } from '../world/statistics.ts';
import type { Deliver } from '../world/machines.ts';
import { describe, type Story } from './command.ts';
import { interleaving } from './interleaving.ts';
import { stories } from './stories.ts';

/** What to check. */
export interface CheckSeedOptions {
  readonly site: Site;
  readonly seed: number;
  readonly statistics: Statistics;
  /** Most commands of a run. @default 18 */
  readonly length?: number;
  /** Path of a shrunk failure, as it was printed; only that one is run. @default the run as drawn */
  readonly path?: string;
  /** Milliseconds that a failure may be shrunk for; 0: not at all. @default 120000 */
  readonly shrinkFor?: number;
  /** Names that no other run of this site uses. @default soak */
  readonly prefix?: string;
  /** @default the real one */
  readonly deliver?: Deliver;
}

/** A run that failed, made as small as the time allowed. */
export interface Failure {
  readonly seed: number;
  readonly path: string;
  /** The smallest failing run, a line for each command. */
  readonly story: readonly string[];
  /** Which rules were broken, and what happened. */
  readonly message: string;
}

let worlds = 0;

/** Lives through the run that a seed stands for. @returns the failure, or nothing when all is well */
export async function checkSeed(options: CheckSeedOptions): Promise<Failure | undefined> {
  const {
    site,
    seed,
    statistics,
    length = 18,
    path,
    shrinkFor = 120_000,
    prefix = 'soak',
    deliver,
  } = options;
  const live = (story: Story, counted: Statistics): Promise<void> => {
    worlds += 1;
    const repository = `${prefix}-${process.pid}-${worlds}`;
    return interleaving({ site, story, repository, statistics: counted, ...(deliver && { deliver }) });
  };
  if (path !== undefined) return checkPath(seed, path, length, (story) => live(story, statistics));
  let failed = false;
  const property = fc.asyncProperty(stories(length), async (story) => {
    try {
      // Only the run itself counts: shrinking makes many more.
      await live(story, failed ? { ...statistics } : statistics);
    } catch (error) {
      failed = true;
      throw error;
    }
  });
  const details = await fc.check(property, {
    seed: mixed(seed),
    numRuns: 1,
    ...(shrinkFor > 0 ? { interruptAfterTimeLimit: shrinkFor } : { endOnFailure: true }),
  });
  if (!details.failed && details.numRuns === 0)
    throw new Error(`Run ${seed} did not end within ${shrinkFor / 1000} s.`);
  if (!details.failed || details.counterexample === null) return undefined;
  const [story] = details.counterexample;
  return failure(seed, details.counterexamplePath ?? '', story, details.errorInstance);
}

// fast-check itself would go on to the runs beside this one when it passes.
async function checkPath(
  seed: number,
  path: string,
  length: number,
  live: (story: Story) => Promise<void>,
): Promise<Failure | undefined> {
  const [story] = fc.sample(stories(length), { seed: mixed(seed), path, numRuns: 1 });
  if (story === undefined) throw new Error(`Seed ${seed} has no run at ${path}.`);
  try {
    await live(story);
    return undefined;
  } catch (error) {
    return failure(seed, path, story, error);
  }
}

function failure(seed: number, path: string, story: Story, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { seed, path, story: storyLines(story), message };
}

function storyLines({ commands, ...start }: Story): readonly string[] {
  return [JSON.stringify(start), ...commands.map(describe)];
}

// Seeds that follow each other must not give runs that resemble each other.
function mixed(seed: number): number {
  const first = Math.imul(seed ^ (seed >>> 16), 0x45d9f3b);
  return Math.imul(first ^ (first >>> 16), 0x45d9f3b) | 0;
}
