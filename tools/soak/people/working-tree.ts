import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of a clone as a person sees them. Texts are read byte by byte, so that no byte changes by being looked at. */
export class WorkingTree {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Paths of all regular files, sorted. */
  paths(): readonly string[] {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.#folder.length + 1))
      .filter((path) => path !== '.git' && !path.startsWith('.git/'))
      .sort();
  }

  /** Whether anything is there. */
  has(path: string): boolean {
    return lstatSync(join(this.#folder, path), { throwIfNoEntry: false }) !== undefined;
  }

  /** Lines of a text, without their LF; none when the file is binary, or no file. */
  lines(path: string): readonly string[] | undefined {
    if (lstatSync(join(this.#folder, path), { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const text = readFileSync(join(this.#folder, path), 'latin1');
    return text.includes('\0') ? undefined : text.split('\n');
  }

  /** Writes lines, or bytes. */
  write(path: string, content: readonly string[] | Buffer): void {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, Buffer.isBuffer(content) ? content : Buffer.from(content.join('\n'), 'latin1'));
  }

  /** Removes a file. */
  remove(path: string): void {
    rmSync(join(this.#folder, path));
  }

  /** Moves a file. */
  move(path: string, to: string): void {
    mkdirSync(dirname(join(this.#folder, to)), { recursive: true });
    renameSync(join(this.#folder, path), join(this.#folder, to));
  }

  /** Turns the executable bit of a file around. */
  toggleExecutable(path: string): void {
    const file = join(this.#folder, path);
    chmodSync(file, (lstatSync(file).mode & 0o100) === 0 ? 0o755 : 0o644);
  }

  /** Puts a symbolic link in the place of a file. */
  link(path: string, target: string): void {
    this.remove(path);
    symlinkSync(target, join(this.#folder, path));
  }
}
