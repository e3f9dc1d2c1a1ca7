import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Folders } from './folders.ts';
import { runGit } from './git.ts';
import { isLeftBesideLock } from './lock.ts';

/** Packs in a mirror before they are made into one. Each delivery and each fetch leaves one. */
const mostPacks = 50;

/** Removes what killed deliveries left beside the files that they wrote. Only for whoever holds the lock. */
export async function removeLeftovers({ mirror, state, lock, temporary }: Folders): Promise<void> {
  const minute = 60_000;
  await Promise.all([
    removeOlder(dirname(state), `${basename(state)}.`, 0),
    removeOlder(dirname(mirror), `${basename(mirror)}.`, 0),
    // Whoever waits for the lock writes beside it too, for a moment: until then only what is nobody's any more goes.
    removeOlder(dirname(lock), `${basename(lock)}.`, minute),
    removeLeftBesideLock(lock),
    // Other repositories are rendered there too.
    removeOlder(temporary, 'render-', 60 * minute),
  ]);
}

async function removeLeftBesideLock(lock: string): Promise<void> {
  const folder = dirname(lock);
  const entries = await readdir(folder).catch(() => []);
  for (const entry of entries.filter((name) => isLeftBesideLock(name, basename(lock))))
    await rm(join(folder, entry), { force: true }).catch(() => undefined);
}

async function removeOlder(folder: string, prefix: string, age: number): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  for (const entry of entries) {
    if (!entry.startsWith(prefix)) continue;
    const path = join(folder, entry);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs >= age) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

/** Makes a mirror's many packs into one, and drops what failed pushes left. A mirror that stays as it is does no harm. */
export async function repackSometimes(mirror: string, signal: AbortSignal | undefined): Promise<void> {
  const folder = join(mirror, 'objects', 'pack');
  const files = await readdir(folder).catch(() => []);
  if (files.filter((file) => file.endsWith('.pack')).length <= mostPacks) return;
  await removeOlder(folder, 'tmp_', 0);
  await runGit({
    gitDirectory: mirror,
    arguments: ['repack', '-a', '-d', '--quiet'],
    timeLimit: 600_000,
    ...(signal && { signal }),
  }).catch(() => undefined);
}
