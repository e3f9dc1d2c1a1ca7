import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessEntry, signalGroup } from './process-entry.ts';

/**
 * Ends processes with their groups: asked first, forced after a moment. Resolves when none is left.
 *
 * @param graceMs - time to end by themselves, in milliseconds
 * @returns Names of those that were running
 */
export async function endProcesses(entries: readonly ProcessEntry[], graceMs = 3_000): Promise<string[]> {
  const running: ProcessEntry[] = [];
  for (const entry of entries) if (await isAlive(entry)) running.push(entry);
  for (const entry of running) signalGroup(entry, 'SIGTERM');
  let left = await stillThere(running, graceMs);
  for (const entry of left) signalGroup(entry, 'SIGKILL');
  left = await stillThere(left, 10_000);
  if (left.length > 0) {
    const names = left.map(({ name, pid }) => `${name} (${pid})`);
    throw new Error(`These processes do not end: ${names.join(', ')}.`);
  }
  return running.map(({ name }) => name);
}

async function stillThere(entries: readonly ProcessEntry[], withinMs: number): Promise<ProcessEntry[]> {
  const end = performance.now() + withinMs;
  let left = [...entries];
  for (;;) {
    const alive = await Promise.all(left.map((entry) => isAlive(entry)));
    left = left.filter((_, index) => alive[index]);
    if (left.length === 0 || performance.now() > end) return left;
    await sleep(25);
  }
}
