import { readdir, rm, stat } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';

/** Age at which no process of ours can hold a lock any more: git requests end after ten minutes. */
const STALE_MS = 15 * 60 * 1000;

/**
 * Removes locks that a power cut or a killed process left in a repository, which would refuse pushes for ever:
 * those from before the machine was started, and those that are too old.
 */
export async function removeStaleLocks(directory: string): Promise<void> {
  const refs = await readdir(join(directory, 'refs'), { recursive: true }).catch(() => [] as string[]);
  const files = [...refs.map((file) => join('refs', file)), 'HEAD.lock', 'packed-refs.lock', 'config.lock'];
  const stale = Date.now() - Math.min(STALE_MS, uptime() * 1000);
  for (const file of files.filter((name) => name.endsWith('.lock'))) {
    const path = join(directory, file);
    const changed = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    if (changed !== undefined && changed < stale) await rm(path, { force: true }).catch(() => undefined);
  }
}
