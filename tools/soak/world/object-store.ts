import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** A Git object. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly content: Buffer;
}

/** Reads a repository's objects through one `git cat-file --batch` that stays. */
export class ObjectStore {
  readonly #folder: string;
  readonly #known = new Map<string, GitObject>();
  #child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #waiting: { readonly resolve: (object: GitObject) => void; readonly reject: (error: Error) => void }[] = [];
  #received = Buffer.alloc(0);

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Reads an object.
   *
   * @throws {Error} when it is not there
   */
  async read(id: string): Promise<GitObject> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const child = (this.#child ??= this.#start());
    const object = await new Promise<GitObject>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      child.stdin.write(`${id}\n`);
    });
    this.#known.set(id, object);
    return object;
  }

  /** Ends the process. */
  close(): void {
    this.#child?.stdin.end();
    this.#child = undefined;
  }

  #start(): ChildProcessByStdio<Writable, Readable, null> {
    const child = spawn('git', ['cat-file', '--batch'], {
      cwd: this.#folder,
      env: { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1', HOME: '/nonexistent' },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: 600_000,
    });
    child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    child.stdin.on('error', () => undefined);
    child.once('close', () => {
      // The next question starts another one.
      if (this.#child === child) this.#child = undefined;
      for (const { reject } of this.#waiting) reject(new Error(`git cat-file ended in ${this.#folder}.`));
      this.#waiting = [];
    });
    return child;
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const lineEnd = this.#received.indexOf(0x0a);
      if (lineEnd < 0) return;
      const [id = '', type = '', size = ''] = this.#received.subarray(0, lineEnd).toString().split(' ');
      const end = lineEnd + 1 + Number(size) + 1;
      const found = size !== '';
      if (found && this.#received.length < end) return;
      const content = found ? Buffer.from(this.#received.subarray(lineEnd + 1, end - 1)) : Buffer.alloc(0);
      this.#received = this.#received.subarray(found ? end : lineEnd + 1);
      const { resolve, reject } = this.#waiting.shift() ?? {};
      if (found) resolve?.({ id, type, content });
      else reject?.(new Error(`${this.#folder} has no object ${id}.`));
    }
  }
}
