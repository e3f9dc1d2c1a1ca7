import type { ChildProcess } from 'node:child_process';
import { ended, startGit } from './git.ts';
import { MirrorBroken } from './mirror.ts';

/** An object of Git. */
export interface GitObject {
  readonly id: string;
  readonly kind: 'blob' | 'tree' | 'commit' | 'tag';
  readonly bytes: Buffer;
}

/** Reads objects of a mirror through one `git cat-file --batch` that starts at the first question. */
export class ObjectReader {
  readonly #mirror: string;
  readonly #signal: AbortSignal | undefined;
  #child: ChildProcess | undefined;
  #end: Promise<number> | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  #wanted = 1;
  #wake: () => void = () => undefined;
  #closed = false;

  constructor(mirror: string, signal: AbortSignal | undefined) {
    this.#mirror = mirror;
    this.#signal = signal;
  }

  /**
   * Reads objects by id, or by any other name of theirs (`<commit>^{tree}`).
   *
   * @returns in the order of the names
   * @throws {MirrorBroken} when one is missing or corrupt
   */
  async read(names: readonly string[]): Promise<readonly GitObject[]> {
    if (names.length === 0) return [];
    const child = this.#start();
    child.stdin?.write(`${names.join('\n')}\n`);
    const objects: GitObject[] = [];
    for (const name of names) objects.push(await this.#next(name));
    return objects;
  }

  /** Reads the contents of blobs; each only once. */
  async blobs(ids: Iterable<string>): Promise<ReadonlyMap<string, Buffer>> {
    const unique = [...new Set(ids)];
    const objects = await this.read(unique);
    return new Map(objects.map((object) => [object.id, object.bytes]));
  }

  /** Ends the process. */
  async close(): Promise<void> {
    this.#child?.stdin?.end();
    await this.#end?.catch(() => undefined);
  }

  #start(): ChildProcess {
    if (this.#child !== undefined) return this.#child;
    const options = { arguments: ['cat-file', '--batch'], gitDirectory: this.#mirror, input: '' };
    const child = startGit(options);
    child.stdin?.on('error', () => undefined);
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#length += chunk.length;
      if (this.#length >= this.#wanted) this.#wake();
    });
    child.stderr?.resume();
    this.#end = ended(child, {
      ...options,
      timeLimit: 600_000,
      ...(this.#signal && { signal: this.#signal }),
    });
    const over = (): void => {
      this.#closed = true;
      this.#wake();
    };
    this.#end.then(over, over);
    this.#child = child;
    return child;
  }

  async #next(name: string): Promise<GitObject> {
    let newline = -1;
    for (let wanted = 1; newline === -1; wanted = this.#length + 1) {
      newline = (await this.#buffered(wanted)).indexOf(10);
    }
    const header = this.#take(newline + 1).toString('utf8', 0, newline);
    const [, id, kind, size] = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/.exec(header) ?? [];
    if (id === undefined || size === undefined) throw new MirrorBroken(`${name}: ${header}`);
    const length = Number(size);
    await this.#buffered(length + 1);
    const bytes = this.#take(length + 1).subarray(0, length);
    return { id, kind: kind as GitObject['kind'], bytes };
  }

  async #buffered(wanted: number): Promise<Buffer> {
    this.#wanted = wanted;
    while (this.#length < wanted) {
      if (this.#closed) {
        await this.#end;
        throw new MirrorBroken('git cat-file ended early');
      }
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const all = this.#chunks.length === 1 ? this.#chunks[0] : Buffer.concat(this.#chunks);
    this.#chunks = all === undefined ? [] : [all];
    return all ?? Buffer.alloc(0);
  }

  #take(length: number): Buffer {
    const all = this.#chunks[0] ?? Buffer.alloc(0);
    const rest = all.subarray(length);
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    return all.subarray(0, length);
  }
}
