import type { JobResult } from './job.ts';
import { help, readOptions, WrongUse } from './options.ts';
import { progressOn } from './progress.ts';
import { soak } from './soak.ts';
import { failureText, summaryOf } from './summary.ts';

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(help);
  } else {
    process.stderr.write(`Seed ${options.seed}, ${options.workers} processes.\n`);
    const interrupt = new AbortController();
    // The first Ctrl-C waits for the runs that are under way, the second one does not.
    process.once('SIGINT', () => interrupt.abort());
    const onFailure = (failure: JobResult): void => void process.stdout.write(`${failureText(failure)}\n`);
    const progress = progressOn(process.stderr, process.env);
    const result = await soak(options, progress, onFailure, interrupt.signal);
    process.stdout.write(`${summaryOf(result, options.seed)}\n`);
    process.exitCode = result.failures.length > 0 ? 1 : 0;
  }
} catch (error) {
  if (!(error instanceof WrongUse)) throw error;
  process.stderr.write(`${error.message}\nType npm run soak -- --help to see what there is.\n`);
  process.exitCode = 2;
}
