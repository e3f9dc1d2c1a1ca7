import { duration } from '../report/units.ts';
import { type Comparison, type Measurement, medianOf } from './measurement.ts';

/** How one run went: its milliseconds, or that it was ended at the limit. */
export type RunResult = { readonly milliseconds: number } | { readonly cutAt: number };

/** Somebody who does the work of a comparison. */
export interface Contender {
  readonly name: string;
  /** Puts the stage up and does the work once, numbered from 0; only the work is in the result. */
  run(turn: number): Promise<RunResult>;
  /** Does the work once more, watched. @returns Peak memory in bytes. @default not measured */
  weigh?(turn: number): Promise<number | undefined>;
}

/** A comparison that is to be made. */
export interface ComparisonPlan extends Pick<Comparison, 'id' | 'title'> {
  readonly contenders: readonly Contender[];
  /** Measured runs of each contender. */
  readonly runs: number;
  /** Milliseconds after which a contender gets no further turns. @default 150,000 */
  readonly budget?: number;
  readonly say: (text: string) => void;
}

interface Running {
  readonly contender: Contender;
  readonly runs: number[];
  cutAt?: number;
  spent: number;
}

/**
 * Lets contenders take turns (A B C, A B C, …), so that what else the machine does hits all of them alike. The first
 * round warms up and is not counted, unless a contender is so slow that it is the only one.
 */
export async function interleave(plan: ComparisonPlan): Promise<Comparison> {
  const { contenders, runs, say, id, title, budget = 150_000 } = plan;
  const all = contenders.map((contender): Running => ({ contender, runs: [], spent: 0 }));
  for (let turn = 0; turn <= runs; turn += 1) {
    say(`${title}: ${turn === 0 ? 'warming up' : `round ${turn} of ${runs}`}`);
    for (const running of all) await takeTurn(running, turn, budget);
  }
  const measurements: Measurement[] = [];
  for (const running of all) {
    say(`${title}: memory of ${running.contender.name}`);
    measurements.push(await finish(running, runs + 1));
  }
  say(`${title}: ${measurements.map(inShort).join(', ')}`);
  return { id, title, measurements };
}

function inShort(measurement: Measurement): string {
  const median = medianOf(measurement);
  return `${measurement.contender} ${median === undefined ? '–' : duration(median)}`;
}

async function takeTurn(running: Running, turn: number, budget: number): Promise<void> {
  if (running.cutAt !== undefined || running.spent > budget) return;
  const result = await running.contender.run(turn);
  if ('cutAt' in result) {
    running.cutAt = result.cutAt;
    return;
  }
  running.spent += result.milliseconds;
  const isOnlyOne = running.spent > budget && running.runs.length === 0;
  if (turn > 0 || isOnlyOne) running.runs.push(result.milliseconds);
}

async function finish({ contender, runs, cutAt }: Running, turn: number): Promise<Measurement> {
  const memory = cutAt === undefined ? await contender.weigh?.(turn) : undefined;
  return {
    contender: contender.name,
    runs,
    ...(cutAt === undefined ? {} : { cutAt }),
    ...(memory === undefined ? {} : { memory }),
  };
}
