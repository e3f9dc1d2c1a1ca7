import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, Snapshot } from '../oracle/snapshot.ts';
import { git } from './git.ts';
import { ObjectStore } from './object-store.ts';

/** The remote's own folder, read past the server: what is really there. */
export class BareRepository {
  readonly folder: string;
  readonly #objects: ObjectStore;
  readonly #snapshots = new Map<string, Snapshot>();

  constructor(folder: string) {
    this.folder = folder;
    this.#objects = new ObjectStore(folder);
  }

  /** Where a branch stands. */
  head(branch = 'main'): string | undefined {
    try {
      // The server never packs refs, so that a file answers what would else cost a process.
      return readFileSync(join(this.folder, 'refs/heads', branch), 'utf8').trim();
    } catch {
      return undefined;
    }
  }

  /** Parents of a commit. */
  async parents(commit: string): Promise<readonly string[]> {
    return [...(await this.#header(commit)).matchAll(/^parent (\w+)$/gm)].map(([, id = '']) => id);
  }

  /** All files of a commit; of none, when there is no commit. */
  async snapshot(commit: string | undefined): Promise<Snapshot> {
    if (commit === undefined) return new Map();
    const known = this.#snapshots.get(commit);
    if (known !== undefined) return known;
    const tree = /^tree (\w+)$/m.exec(await this.#header(commit))?.[1] ?? '';
    const snapshot = new Map<string, Entry>();
    await this.#collect(tree, '', snapshot);
    this.#snapshots.set(commit, snapshot);
    return snapshot;
  }

  /** What `git fsck` has to say against the remote; empty when all is well. */
  async damage(): Promise<string> {
    const { code, stdout, stderr } = await git({
      cwd: this.folder,
      arguments: ['fsck', '--full', '--strict', '--no-dangling', '--no-progress'],
    });
    return code === 0 ? '' : `${stdout.toString()}${stderr}`;
  }

  /** Ends what reads it. */
  close(): void {
    this.#objects.close();
  }

  async #header(commit: string): Promise<string> {
    return (await this.#objects.read(commit)).content.toString().split('\n\n', 1)[0] ?? '';
  }

  async #collect(tree: string, prefix: string, into: Map<string, Entry>): Promise<void> {
    for (const { mode, name, id } of entriesOf((await this.#objects.read(tree)).content)) {
      if (mode === '40000') await this.#collect(id, `${prefix}${name}/`, into);
      else if (mode === '160000') into.set(prefix + name, { mode, bytes: Buffer.from(id) });
      else into.set(prefix + name, { mode, bytes: (await this.#objects.read(id)).content });
    }
  }
}

// A tree object: `<mode> <name>\0<20 bytes of id>`, one behind the other.
function* entriesOf(
  tree: Buffer,
): Iterable<{ readonly mode: string; readonly name: string; readonly id: string }> {
  for (let at = 0; at < tree.length;) {
    const space = tree.indexOf(0x20, at);
    const zero = tree.indexOf(0, space);
    const id = tree.subarray(zero + 1, zero + 21).toString('hex');
    yield { mode: tree.subarray(at, space).toString(), name: tree.subarray(space + 1, zero).toString(), id };
    at = zero + 21;
  }
}
