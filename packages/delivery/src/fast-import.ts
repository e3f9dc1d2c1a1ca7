import { classifyLocal } from './git-error.ts';
import { runGit } from './git.ts';
import { blobId } from './object-id.ts';
import type { PlannedFile } from './plan.ts';

/** A commit to write. */
export interface NewCommit {
  /** Ref of the mirror that keeps it alive. */
  readonly ref: string;
  readonly parents: readonly string[];
  readonly message: string;
  /** Relative to the tree of the first parent, or to nothing when there is none. */
  readonly writes: ReadonlyMap<string, PlannedFile>;
  readonly removals: Iterable<string>;
  /** Whether the tree starts empty, whatever the first parent has. */
  readonly fresh: boolean;
}

/** Who writes, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970. */
  readonly time: number;
}

/** Builds the stream of one `git fast-import`, so that any number of objects costs one process. */
export class ImportStream {
  readonly #signature: string;
  readonly #parts: (string | Uint8Array)[] = [];
  readonly #blobs = new Map<string, string>();
  #marks = 0;

  constructor({ name, email, time }: Signature) {
    this.#signature = `${cleaned(name)} <${cleaned(email)}> ${time} +0000`;
  }

  /** Adds a commit. @returns its name within this stream, usable as a parent of the next ones */
  commit(commit: NewCommit): string {
    const { ref, parents, message, writes, removals, fresh } = commit;
    const files = [...writes].map(
      ([path, file]) => `M ${file.mode} ${this.#blob(file.bytes)} ${quoted(path)}\n`,
    );
    const mark = `:${(this.#marks += 1)}`;
    const [first, ...others] = parents;
    this.#parts.push(
      // A ref that already is somewhere would become the first parent of a commit that names none.
      `reset ${ref}\n${first === undefined ? '' : `from ${first}\n`}\n`,
      `commit ${ref}\nmark ${mark}\nauthor ${this.#signature}\ncommitter ${this.#signature}\n`,
      `data ${Buffer.byteLength(message)}\n${message}\n`,
      ...others.map((parent) => `merge ${parent}\n`),
      fresh ? 'deleteall\n' : '',
      ...[...removals].map((path) => `D ${quoted(path)}\n`),
      ...files,
      '\n',
    );
    return mark;
  }

  /** Asks for the id of a commit of this stream; the answers come in the order of the questions. */
  ask(mark: string): void {
    this.#parts.push(`get-mark ${mark}\n`);
  }

  /** The whole stream. */
  bytes(): Buffer {
    this.#parts.push('done\n');
    return Buffer.concat(this.#parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  }

  #blob(bytes: Uint8Array): string {
    const id = blobId(bytes);
    const known = this.#blobs.get(id);
    if (known !== undefined) return known;
    const mark = `:${(this.#marks += 1)}`;
    this.#parts.push(`blob\nmark ${mark}\ndata ${bytes.byteLength}\n`, bytes, '\n');
    this.#blobs.set(id, mark);
    return mark;
  }
}

/**
 * Writes a stream's objects into a mirror.
 *
 * @returns the ids that were asked for
 * @throws {DeliveryError} `disk-full`
 * @throws {MirrorBroken} when the mirror can't take them
 */
export async function fastImport(
  mirror: string,
  stream: ImportStream,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const result = await runGit({
    gitDirectory: mirror,
    // Packs stay packs: unpacking them into loose objects would be a second process and a file per object.
    arguments: [
      '-c',
      'fastimport.unpackLimit=1',
      'fast-import',
      '--quiet',
      '--done',
      '--force',
      '--date-format=raw',
    ],
    input: stream.bytes(),
    timeLimit: 600_000,
    ...(signal && { signal }),
  });
  if (result.code !== 0) throw classifyLocal('write to', mirror, result);
  return result.stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}

// Git's own rule for names: no angle brackets, no line ends.
function cleaned(text: string): string {
  return text.replaceAll(/[<>\p{Cc}]/gu, '').trim();
}

function quoted(path: string): string {
  return /^"|[\n\\]/.test(path) ? JSON.stringify(path) : path;
}
