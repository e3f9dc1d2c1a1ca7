import { parseArgs } from 'node:util';

/** The parts of the benchmark. */
export const groups = ['generate', 'deliver', 'startup', 'synth', 'template', 'shop'] as const;

/** One part of the benchmark. */
export type Group = (typeof groups)[number];

/** What the command line says. */
export interface Options {
  /** Parts that run. @default all */
  readonly only: readonly Group[];
  /** Measured runs of each contender, after one run that is not counted. @default 5 */
  readonly runs: number;
  /** Numbers of files that are delivered. @default 100, 1,000 and 10,000 */
  readonly sizes: readonly number[];
  /** Print one JSON document. @default false */
  readonly json: boolean;
  /** Write the results into the documentation. @default false */
  readonly write: boolean;
}

/** What `--help` prints. */
export const usage = `Usage: npm run bench -- [options]

Measures Tideway beside its peers, in turns, and holds the medians against the targets.

  --only <part>     generate, deliver, startup, synth, template or shop; may be repeated (default: all)
  --runs <number>   measured runs of each contender (default: 5)
  --sizes <list>    numbers of files to deliver (default: 100,1000,10000)
  --json            print one JSON document
  --write           put the results into docs/reference/benchmarks.md
  --help            show this

Exit codes: 0 all targets met, 1 a target missed, 2 wrong use or a failure.
`;

/**
 * Reads the command line; undefined when it asks for help.
 * @throws {TypeError} when it says something that there is not
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      runs: { type: 'string', default: '5' },
      sizes: { type: 'string', default: '100,1000,10000' },
      json: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    only: values.only === undefined ? groups : values.only.map(readGroup),
    runs: readCount('--runs', values.runs, 1_000),
    sizes: values.sizes.split(',').map((size) => readCount('--sizes', size, 1_000_000)),
    json: values.json,
    write: values.write,
  };
}

function readGroup(value: string): Group {
  const group = groups.find((one) => one === value);
  if (group === undefined) throw new TypeError(`--only ${value}: expected ${groups.join(', ')}`);
  return group;
}

function readCount(option: string, value: string, most: number): number {
  const count = /^[0-9]+$/.test(value) ? Number(value) : 0;
  if (count < 1 || count > most)
    throw new TypeError(`${option} ${value}: expected a whole number from 1 to ${most}`);
  return count;
}
