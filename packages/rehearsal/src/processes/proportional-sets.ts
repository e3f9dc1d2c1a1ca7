import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MemoryUnknownError, type ProcessTable } from './process-table.ts';

/**
 * The processes of Linux, with their proportional sets: what several processes share counts for each of them in parts,
 * so that the sum is what the machine has to have (proc_pid_smaps(5)).
 *
 * @param proc - where the system tells of its processes. @default /proc
 * @throws MemoryUnknownError when it does not
 */
export async function proportionalSets(proc = '/proc'): Promise<ProcessTable> {
  const entries = await readdir(proc).catch((error: Error) => {
    throw new MemoryUnknownError(`${proc} can't be read: ${error.message}`, { cause: error });
  });
  const pids = entries.filter((entry) => /^\d+$/.test(entry));
  const stats = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(join(proc, pid, 'stat'), 'utf8').catch(() => '');
      // proc_pid_stat(5): the name in brackets may hold anything, so what follows counts from the last bracket.
      const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return [Number(pid), Number(parent)] as const;
    }),
  );
  return {
    parents: new Map(stats.filter(([, parent]) => Number.isInteger(parent))),
    memoryOf: (pid) => memoryOf(join(proc, String(pid))),
  };
}

async function memoryOf(folder: string): Promise<number> {
  const file = join(folder, 'smaps_rollup');
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(await readFile(file, 'utf8')) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
    throw new MemoryUnknownError(`${file} has no line Pss.`);
  } catch (error) {
    // The kernel says ESRCH of a process that has given its memory back already, though it may not look ended yet.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH' || (await hasEnded(folder))) return 0;
    if (error instanceof MemoryUnknownError) throw error;
    throw new MemoryUnknownError(`${file} can't be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Whether a process is gone, or is only left for its parent to ask how it ended: then it has no memory. */
async function hasEnded(folder: string): Promise<boolean> {
  const stat = await readFile(join(folder, 'stat'), 'utf8').catch(() => undefined);
  return stat === undefined || /^[ZX]$/.test(stat.slice(stat.lastIndexOf(')') + 2)[0] ?? 'X');
}
