import type { Job, JobResult } from './job.ts';
import type { SoakOptions } from './options.ts';
import { runPool } from './pool.ts';
import type { Progress } from './progress.ts';
import { addStatistics, noStatistics, type Statistics } from './world/statistics.ts';

/** What a soak found. */
export interface SoakResult {
  readonly statistics: Statistics;
  readonly interleavings: number;
  readonly crashes: number;
  readonly failures: readonly JobResult[];
  /** Milliseconds. */
  readonly time: number;
}

/**
 * Runs interleavings and crashes until all are done, the time is over, or one failed.
 *
 * @param onFailure called as soon as a run has failed
 * @param signal ends it after the runs that are under way
 */
export async function soak(
  options: SoakOptions,
  progress: Progress,
  onFailure: (failure: JobResult) => void,
  signal: AbortSignal,
): Promise<SoakResult> {
  const { timeLimit, workers, keepGoing } = options;
  const started = performance.now();
  const statistics = noStatistics();
  const failures: JobResult[] = [];
  const done = { interleaving: 0, crash: 0 };
  const show = (): void => {
    progress.show({
      interleavings: [done.interleaving, options.interleavings],
      crashes: [done.crash, options.crashes],
      statistics,
      time: performance.now() - started,
    });
  };
  const ticking = setInterval(show, 1_000);
  try {
    await runPool({
      jobs: jobsOf(options),
      workers,
      goOn: () =>
        !signal.aborted && performance.now() - started < timeLimit && (keepGoing || failures.length === 0),
      onResult: (result) => {
        done[result.job.kind] += 1;
        addStatistics(statistics, result.statistics);
        if (result.failure !== undefined) {
          failures.push(result);
          progress.stop();
          onFailure(result);
        }
        show();
      },
    });
  } finally {
    clearInterval(ticking);
    progress.stop();
  }
  return {
    statistics,
    interleavings: done.interleaving,
    crashes: done.crash,
    failures,
    time: performance.now() - started,
  };
}

/** All jobs, crashes spread evenly between the interleavings, so that any part of the time holds both. */
export function* jobsOf({ interleavings, crashes, seed, path, shrinkFor }: SoakOptions): Iterable<Job> {
  let crashed = 0;
  for (let run = 0; run < interleavings; run += 1) {
    yield { kind: 'interleaving', seed: seed + run, shrinkFor, ...(path !== undefined && { path }) };
    while (crashed < Math.floor(((run + 1) * crashes) / interleavings))
      yield { kind: 'crash', seed: seed + crashed++, shrinkFor };
  }
  while (crashed < crashes) yield { kind: 'crash', seed: seed + crashed++, shrinkFor };
}
