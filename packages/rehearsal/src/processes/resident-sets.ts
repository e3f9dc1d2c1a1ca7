import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { MemoryUnknownError, type ProcessTable } from './process-table.ts';

/**
 * The processes of any system that has `ps` (POSIX), with their resident sets: what several processes share counts for
 * each of them, so that the sum is at least what the machine has to have.
 *
 * @param ps - the program. @default ps
 * @throws MemoryUnknownError when it does not tell
 */
export async function residentSets(ps = 'ps'): Promise<ProcessTable> {
  const asked = ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'rss='];
  const { stdout } = await promisify(execFile)(ps, asked, { timeout: 10_000 }).catch((error: Error) => {
    throw new MemoryUnknownError(`ps does not say how much memory processes need: ${error.message}`, {
      cause: error,
    });
  });
  const rows = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length === 3 && row.every(Number.isInteger));
  const bytes = new Map(rows.map(([pid = 0, , kilobytes = 0]) => [pid, kilobytes * 1024]));
  return {
    parents: new Map(rows.map(([pid = 0, parent = 0]) => [pid, parent])),
    memoryOf: (pid) => Promise.resolve(bytes.get(pid) ?? 0),
  };
}
