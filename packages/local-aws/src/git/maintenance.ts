import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Children } from './children.ts';
import { gitEnvironment } from './git-environment.ts';

const PAUSE_MS = 60_000;
// git's own limits, gc.auto and gc.autoPackLimit: a folder of loose objects holds one in 256 of them.
const LOOSE_LIMIT = 6_700;
const PACK_LIMIT = 50;

/** Packs repositories that many pushes have scattered, behind the pushes' back. */
export class Maintenance {
  readonly #children: Children;
  readonly #next = new Map<string, number>();

  constructor(children: Children) {
    this.#children = children;
  }

  /** Looks after a repository, at most once a minute; returns at once. */
  afterPush(directory: string): void {
    const now = Date.now();
    if ((this.#next.get(directory) ?? 0) > now) return;
    this.#next.set(directory, now + PAUSE_MS);
    void this.#pack(directory);
  }

  async #pack(directory: string): Promise<void> {
    if (!(await isScattered(directory))) return;
    const limits = ['-c', `gc.auto=${LOOSE_LIMIT}`, '-c', `gc.autoPackLimit=${PACK_LIMIT}`];
    const child = spawn(
      'git',
      ['--git-dir', directory, ...limits, '-c', 'gc.autoDetach=false', 'gc', '--auto', '--quiet'],
      {
        env: gitEnvironment(),
        stdio: 'ignore',
        detached: true,
      },
    );
    // What does not come about now does so later: the repository works either way.
    child.once('error', () => undefined);
    this.#children.add(child);
  }
}

/** Whether a repository has more loose objects or packs than is good for its speed. */
export async function isScattered(directory: string): Promise<boolean> {
  const [loose, packs] = await Promise.all([
    readdir(join(directory, 'objects', '17')).catch(() => []),
    readdir(join(directory, 'objects', 'pack')).catch(() => []),
  ]);
  return (
    loose.length * 256 > LOOSE_LIMIT || packs.filter((file) => file.endsWith('.pack')).length > PACK_LIMIT
  );
}
