import type { JobResult } from './job.ts';
import { clock } from './progress.ts';
import type { SoakResult } from './soak.ts';

/** What is printed at the end. */
export function summaryOf(
  { statistics, interleavings, crashes, failures, time }: SoakResult,
  seed: number,
): string {
  const { steps, syncs, delivered, pushed, races, held, crashes: killed } = statistics;
  const rows: readonly (readonly [string, string | number])[] = [
    ['interleavings', interleavings],
    ['crashes', crashes === 0 ? 0 : `${crashes} (${killed} killed before they were done)`],
    ['steps', steps],
    ['syncs', syncs],
    ['deliveries that moved a branch', delivered],
    ['pushes of robots and people', pushed],
    ['deliveries that others outran', races],
    ['deliveries that held something', held],
    ['time', clock(time)],
    ['first seed', seed],
    ['violations', failures.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return table.join('\n');
}

/** A failed run, with the command line that runs exactly it again. */
export function failureText({ job, failure }: JobResult): string {
  const { seed, path = '', story = [], message = '' } = failure ?? {};
  const again =
    job.kind === 'crash'
      ? `npm run soak -- --only crashes --seed ${job.seed} --runs 1`
      : `npm run soak -- --only interleavings --seed ${job.seed}${path === '' ? ' --runs 1' : ` --path ${path}`}`;
  return [
    `${job.kind} ${seed ?? job.seed} failed.`,
    ...story.map((line) => `  ${line}`),
    message,
    `Again: ${again}`,
    '',
  ].join('\n');
}
