import { cp, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processStartTime } from '@tideway/local-aws';
import { onTestFinished } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

/** A process as a rehearsal writes it down. */
export interface WrittenDown {
  readonly name: string;
  readonly pid: number;
  readonly startTime: string;
}

/** A folder of its own with a platform, to rehearse in; it goes with the test. */
export interface RehearsalFolder {
  readonly root: string;
  /** Processes that are written down at the moment. */
  readonly writtenDown: () => Promise<readonly WrittenDown[]>;
  /** The report of the last rehearsal that came to its end. */
  readonly report: () => Promise<{ readonly outcome: string }>;
}

/** Puts a platform into a folder that has this repository's `node_modules`. */
export type BringPlatform = (root: string) => Promise<void>;

/** Brings the platform of this repository, and the modules of its programs where it has them. */
const thisPlatform: BringPlatform = async (root) => {
  await writeFile(join(root, 'nx.json'), '{}\n');
  await cp(join(repository, 'apps', 'platform'), join(root, 'apps', 'platform'), { recursive: true });
  await mkdir(join(root, 'tools'));
  await symlink(join(repository, 'tools', 'go'), join(root, 'tools', 'go'));
};

/**
 * Makes a folder to rehearse in, with a space in its name. What is built is that of this repository, for it takes long.
 *
 * @param bring - @default the platform of this repository
 * @throws Error when it was never built
 */
export async function rehearsalFolder(bring: BringPlatform = thisPlatform): Promise<RehearsalFolder> {
  const programs = join(repository, '.tideway', 'programs');
  if (!(await isFolder(programs)))
    throw new Error('Kubernetes and Flux are not built yet. Run this once: npm run rehearse');
  const root = await mkdtemp(join(tmpdir(), 'tideway whole '));
  const seen = new Map<number, WrittenDown>();
  onTestFinished(async () => {
    // A test that has failed must not leave behind what it found to be left behind.
    for (const { pid, startTime } of seen.values())
      if ((await processStartTime(pid)) === startTime) process.kill(-pid, 'SIGKILL');
    await rm(root, { recursive: true, force: true });
  });
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await bring(root);
  await mkdir(join(root, '.tideway'), { recursive: true });
  await symlink(programs, join(root, '.tideway', 'programs'));
  const state = join(root, '.tideway', 'rehearsal');
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(join(state, file), 'utf8'));
  return {
    root,
    writtenDown: async () => {
      const record = await read('rehearsal.json').catch(() => undefined);
      const { processes = [] } = (record ?? {}) as { readonly processes?: readonly WrittenDown[] };
      for (const entry of processes) seen.set(entry.pid, entry);
      return processes;
    },
    report: async () => (await read('report.json')) as { readonly outcome: string },
  };
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
