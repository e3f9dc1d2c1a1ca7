import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Job, JobResult } from './job.ts';
import { noStatistics } from './world/statistics.ts';

/** Processes that share a list of jobs. */
export interface PoolOptions {
  readonly jobs: Iterable<Job>;
  readonly workers: number;
  /** Called before each job. @returns false when no further one is to be started */
  readonly goOn: () => boolean;
  readonly onResult: (result: JobResult) => void;
}

/** Has all jobs done; returns when every worker has ended. */
export async function runPool({ jobs, workers, goOn, onResult }: PoolOptions): Promise<void> {
  const waiting = jobs[Symbol.iterator]();
  const next = (): Job | undefined => {
    const step = goOn() ? waiting.next() : undefined;
    return step === undefined || step.done === true ? undefined : step.value;
  };
  await Promise.all(Array.from({ length: workers }, () => runWorker(next, onResult)));
}

function runWorker(next: () => Job | undefined, onResult: (result: JobResult) => void): Promise<void> {
  let job = next();
  if (job === undefined) return Promise.resolve();
  const child = fork(join(import.meta.dirname, 'worker.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.on('message', (result: JobResult) => {
      job = undefined;
      onResult(result);
      job = next();
      tell(child, job ?? 'end');
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      // It died over its work: that is a failure of the job that it had.
      if (job !== undefined) onResult(died(job, signal ?? `exit code ${code ?? 'none'}`));
      resolve();
    });
    tell(child, job ?? 'end');
  });
}

function tell(child: ChildProcess, message: Job | 'end'): void {
  if (child.connected) child.send(message);
}

function died(job: Job, how: string): JobResult {
  const message = `The worker ended before the run did: ${how}.`;
  return { job, statistics: noStatistics(), failure: { seed: job.seed, path: '', story: [], message } };
}
