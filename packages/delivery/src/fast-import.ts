import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { classifyLocal } from './git-error.ts';
import { ended, startGit, type GitOptions } from './git.ts';
import { blobId } from './object-id.ts';
import type { PlannedFile } from './plan.ts';

/** A commit to write. */
export interface NewCommit {
  /** Ref of the mirror that keeps it alive. */
  readonly ref: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Commit that the tree starts from, the first parent, or a tree. @default the tree starts empty */
  readonly from?: string | { readonly tree: string };
  readonly writes: ReadonlyMap<string, PlannedFile>;
  readonly removals: Iterable<string>;
}

/** Who writes, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** Writes commits into a mirror by one `git fast-import`: any number of objects costs one process and one pack. */
export class Importer {
  readonly #mirror: string;
  readonly #signature: string;
  readonly #child: ChildProcess;
  readonly #end: Promise<number>;
  readonly #blobs = new Map<string, string>();
  readonly #commits = new Map<string, string>();
  #marks = 0;
  #answers = '';
  #stderr = '';

  constructor(mirror: string, signature: Signature, signal: AbortSignal | undefined) {
    this.#mirror = mirror;
    this.#signature = `${cleaned(signature.name)} <${cleaned(signature.email)}> ${signature.time} +0000`;
    const options: GitOptions = {
      gitDirectory: mirror,
      // Packs stay packs: unpacking them into loose objects would be a second process and a file per object. Without
      // deltas both this and the push take two thirds of the time, for a tenth more bytes.
      arguments: [
        ...['-c', 'fastimport.unpackLimit=1', '-c', 'pack.compression=1'],
        ...['fast-import', '--quiet', '--done', '--force', '--date-format=raw', '--depth=0'],
      ],
      input: '',
      timeLimit: 600_000,
      ...(signal && { signal }),
    };
    this.#child = startGit(options);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#answers += chunk.toString('latin1')));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString('utf8')));
    this.#end = ended(this.#child, options);
    this.#end.catch(() => undefined);
  }

  /**
   * Writes a commit.
   *
   * @returns its id
   * @throws {DeliveryError} `disk-full`
   * @throws {MirrorBroken} when the mirror can't take it
   */
  async commit(commit: NewCommit): Promise<string> {
    const { ref, parents, message, from, writes, removals } = commit;
    const parts: (string | Uint8Array)[] = [];
    const files = [...writes].map(
      ([path, file]) => `M ${file.mode} ${this.#blob(file, parts)} ${quoted(path)}\n`,
    );
    const mark = `:${(this.#marks += 1)}`;
    // A commit of an unfinished pack is known by its mark only.
    const [first, ...others] = parents.map((parent) => this.#commits.get(parent) ?? parent);
    parts.push(
      // A ref that already is somewhere would become the first parent of a commit that names none.
      `reset ${ref}\n${first === undefined ? '' : `from ${first}\n`}\n`,
      `commit ${ref}\nmark ${mark}\nauthor ${this.#signature}\ncommitter ${this.#signature}\n`,
      `data ${Buffer.byteLength(message)}\n${message}\n`,
      ...others.map((parent) => `merge ${parent}\n`),
      from === undefined ? 'deleteall\n' : '',
      typeof from === 'object' ? `M 040000 ${from.tree} \n` : '',
      ...[...removals].map((path) => `D ${quoted(path)}\n`),
      ...files,
      `\nget-mark ${mark}\n`,
    );
    this.#child.stdin?.write(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))),
    );
    const id = await this.#answer();
    this.#commits.set(id, mark);
    return id;
  }

  /**
   * Finishes the pack; only then others can read the commits.
   *
   * @throws {DeliveryError} `disk-full`
   * @throws {MirrorBroken} when the mirror can't take it
   */
  async finish(): Promise<void> {
    this.#child.stdin?.end('done\n');
    const code = await this.#end;
    if (code !== 0) throw this.#failure(code);
  }

  /** Ends the process without finishing. */
  async abandon(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#end.catch(() => undefined);
  }

  async #answer(): Promise<string> {
    while (!this.#answers.includes('\n')) {
      const over = await Promise.race([
        once(this.#child.stdout ?? this.#child, 'data').then(() => undefined),
        this.#end,
      ]);
      if (over !== undefined) throw this.#failure(over);
    }
    const id = this.#answers.slice(0, this.#answers.indexOf('\n'));
    this.#answers = this.#answers.slice(id.length + 1);
    return id;
  }

  #failure(code: number): Error {
    return classifyLocal('write to', this.#mirror, { code, stdout: Buffer.alloc(0), stderr: this.#stderr });
  }

  #blob({ bytes, id = blobId(bytes) }: PlannedFile, parts: (string | Uint8Array)[]): string {
    const known = this.#blobs.get(id);
    if (known !== undefined) return known;
    const mark = `:${(this.#marks += 1)}`;
    parts.push(`blob\nmark ${mark}\ndata ${bytes.byteLength}\n`, bytes, '\n');
    this.#blobs.set(id, mark);
    return mark;
  }
}

// Git's own rule for names: no angle brackets, no line ends.
function cleaned(text: string): string {
  return text.replaceAll(/[<>\p{Cc}]/gu, '').trim();
}

function quoted(path: string): string {
  return /^"|[\n\\]/.test(path) ? JSON.stringify(path) : path;
}

/**
 * Writes one commit into a mirror.
 *
 * @returns its id
 * @throws {DeliveryError} `disk-full`
 * @throws {MirrorBroken} when the mirror can't take it
 */
export async function writeCommit(
  mirror: string,
  signature: Signature,
  signal: AbortSignal | undefined,
  commit: Omit<NewCommit, 'writes' | 'removals'>,
): Promise<string> {
  const importer = new Importer(mirror, signature, signal);
  try {
    const id = await importer.commit({ ...commit, writes: new Map(), removals: [] });
    await importer.finish();
    return id;
  } catch (error) {
    await importer.abandon();
    throw error;
  }
}
