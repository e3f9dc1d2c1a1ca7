import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { processStartTime } from '@tideway/local-aws';
import type { RehearsalFolder, WrittenDown } from './rehearsal-folder.ts';

/** Names of those processes that still run. */
export async function stillRunning(entries: readonly WrittenDown[]): Promise<readonly string[]> {
  const times = await Promise.all(entries.map(({ pid }) => processStartTime(pid)));
  return entries.filter(({ startTime }, index) => times[index] === startTime).map(({ name }) => name);
}

/**
 * Programs that run with a folder in their arguments, their environment or as the place where they are, whether
 * somebody wrote them down or not. Linux only: elsewhere nothing is found.
 */
export async function programsOf({ root }: RehearsalFolder): Promise<readonly string[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const programs = await Promise.all(
    pids.map(async (pid) => {
      const read = (file: string) => readFile(join('/proc', pid, file), 'utf8').catch(() => '');
      const [line, environment, directory] = await Promise.all([
        read('cmdline'),
        read('environ'),
        readlink(join('/proc', pid, 'cwd')).catch(() => ''),
      ]);
      const isOf = [line, environment, directory].some((text) => text.includes(root));
      return isOf ? [basename(line.split('\0')[0] ?? '')] : [];
    }),
  );
  return programs.flat();
}
