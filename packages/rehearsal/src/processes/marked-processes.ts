import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { processStartTime } from '@tideway/local-aws';
import type { ProcessEntry } from './process-entry.ts';

/** Variable that every process of a rehearsal has in its environment, with the rehearsal's own mark. */
export const markVariable = 'TIDEWAY_REHEARSAL';

/**
 * Processes of a rehearsal that lead a group, by the mark in their environment: also one that was started in the very
 * moment in which the rehearsal was killed, before it could be written down. Linux only: elsewhere none are found.
 */
export async function markedProcesses(mark: string): Promise<readonly ProcessEntry[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((entry) => /^\d+$/.test(entry));
  const found = await Promise.all(pids.map((pid) => entryOf(pid, mark)));
  return found.filter((entry) => entry !== undefined);
}

async function entryOf(pid: string, mark: string): Promise<ProcessEntry | undefined> {
  const read = (file: string) => readFile(join('/proc', pid, file), 'utf8').catch(() => '');
  const variables = (await read('environ')).split('\0');
  if (!variables.includes(`${markVariable}=${mark}`)) return undefined;
  const [stat, command] = await Promise.all([read('stat'), read('cmdline')]);
  // proc_pid_stat(5): state, parent and group follow the last bracket.
  const [, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const startTime = await processStartTime(Number(pid));
  if (group !== pid || startTime === undefined) return undefined;
  return { name: basename(command.split('\0')[0] ?? ''), pid: Number(pid), startTime };
}
