import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

/** What `npm run soak` is told. */
export interface SoakOptions {
  readonly interleavings: number;
  readonly crashes: number;
  readonly seed: number;
  /** Path of a shrunk run: only that one. */
  readonly path: string | undefined;
  /** Milliseconds after which no further run is started. */
  readonly timeLimit: number;
  readonly workers: number;
  /** Milliseconds that a failure may be made smaller for. */
  readonly shrinkFor: number;
  readonly keepGoing: boolean;
}

/** Wrong use, with what would be right. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** The text of `--help`. */
export const help = `npm run soak -- [options]

Robots, people and syncs work on repositories in random order; syncs are killed at random moments. After every step
an oracle that knows what everyone did looks whether anything was lost, moved backwards or overwritten.

  --runs <n>        interleavings (default: 500); a fifth as many crashes
  --minutes <n>     start no further run after that time (default: no limit)
  --seed <n>        first seed; run i has the seed n + i (default: a random one, which is printed)
  --only <what>     interleavings or crashes
  --path <p>        with --seed: one shrunk run, as a failure prints it
  --workers <n>     processes (default: one for each processor, two at most)
  --shrink <s>      seconds for making a failure smaller (default: 120; 0: not at all)
  --keep-going      go on after a failure
  --help            this text

Exit codes: 0 nothing was violated, 1 something was, 2 wrong use.
`;

/**
 * Reads the arguments.
 *
 * @returns nothing when help was asked for
 * @throws {WrongUse}
 */
export function readOptions(argv: readonly string[]): SoakOptions | undefined {
  const { values } = parsed(argv);
  if (values.help === true) return undefined;
  const { only } = values;
  if (only !== undefined && only !== 'interleavings' && only !== 'crashes') {
    throw new WrongUse(`--only ${only}: it is interleavings or crashes.`);
  }
  if (values.path !== undefined && values.seed === undefined)
    throw new WrongUse('--path needs the --seed of that failure.');
  const runs = wholeNumber('runs', values.runs) ?? (values.path === undefined ? 500 : 1);
  const minutes = decimal('minutes', values.minutes);
  return {
    interleavings: only === 'crashes' ? 0 : runs,
    crashes:
      only === 'crashes'
        ? values.runs === undefined
          ? 100
          : runs
        : only === undefined && values.path === undefined
          ? Math.ceil(runs / 5)
          : 0,
    seed: wholeNumber('seed', values.seed) ?? randomInt(1_000_000_000),
    path: values.path,
    timeLimit: minutes === undefined ? Number.POSITIVE_INFINITY : minutes * 60_000,
    workers: Math.max(1, wholeNumber('workers', values.workers) ?? Math.min(2, availableParallelism())),
    shrinkFor: (decimal('shrink', values.shrink) ?? 120) * 1_000,
    keepGoing: values['keep-going'] === true,
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        runs: { type: 'string' },
        minutes: { type: 'string' },
        seed: { type: 'string' },
        only: { type: 'string' },
        path: { type: 'string' },
        workers: { type: 'string' },
        shrink: { type: 'string' },
        'keep-going': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,10}$/.test(value)) throw new WrongUse(`--${name} ${value}: it is a whole number.`);
  return Number(value);
}

function decimal(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,6}(?:\.\d+)?$/.test(value)) throw new WrongUse(`--${name} ${value}: it is a number.`);
  return Number(value);
}
