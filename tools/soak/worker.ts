import { checkSeed, type Failure } from './interleavings/check-seed.ts';
import { crasher, type Crasher } from './crashes/crash.ts';
import { openWorkspace, type Workspace } from './crashes/workspace.ts';
import type { Job, JobResult } from './job.ts';
import { openSite, type Site } from './world/site.ts';
import { noStatistics } from './world/statistics.ts';

// A process that does one job after the other, as its parent tells it, with one local AWS for all of them.
const rooms = {
  site: undefined as Promise<Site> | undefined,
  workspace: undefined as Promise<Workspace> | undefined,
};
const statistics = noStatistics();
let crashing: Crasher | undefined;
let work = Promise.resolve();

process.on('message', (job: Job | 'end') => {
  work = work.then(() => (job === 'end' ? end() : perform(job)));
});
process.once('disconnect', () => void end());
// Ctrl-C reaches the parent too, which says when it is enough.
process.on('SIGINT', () => undefined);
process.once('SIGTERM', () => void end().then(() => process.exit(1)));

async function perform(job: Job): Promise<void> {
  Object.assign(statistics, noStatistics());
  const failure = await (job.kind === 'crash' ? crash(job) : interleave(job)).catch((error: unknown) =>
    unexpected(job, error),
  );
  const result: JobResult = { job, statistics, ...(failure && { failure }) };
  process.send?.(result);
}

async function interleave({ seed, path, shrinkFor }: Job): Promise<Failure | undefined> {
  const site = await (rooms.site ??= openSite());
  return checkSeed({ site, seed, statistics, shrinkFor, ...(path !== undefined && { path }) });
}

async function crash({ seed }: Job): Promise<undefined> {
  const workspace = await (rooms.workspace ??= openWorkspace());
  crashing ??= crasher(workspace, statistics);
  await crashing.crash(seed);
}

function unexpected({ seed }: Job, error: unknown): Failure {
  return {
    seed,
    path: '',
    story: [],
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

async function end(): Promise<void> {
  const { site, workspace } = rooms;
  rooms.site = rooms.workspace = undefined;
  crashing?.close();
  await Promise.all([site?.then((room) => room.close()), workspace?.then((room) => room.close())]);
  if (process.connected) process.disconnect();
}
