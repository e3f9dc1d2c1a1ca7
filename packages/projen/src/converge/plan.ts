import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest, type Ledger } from './ledger';
import type { Tree } from './tree';

/** A file that both the template and somebody else wrote. */
export interface Clash {
  readonly path: string;
  /** What stands in the repository. */
  readonly found: string;
  /** What the template makes. */
  readonly made: string;
}

/** What a run would do to a repository. */
export interface Plan {
  /** Files to write, with the text. */
  readonly write: Tree;
  /** Files to remove: the template made them once and no longer does. */
  readonly remove: readonly string[];
  /** Files of the template that somebody edited, or made before the template did. */
  readonly clashes: readonly Clash[];
  /** Files that the template no longer makes and that somebody edited: they are the team's now. */
  readonly released: readonly string[];
}

/** What the template made, by who owns it. */
export interface Made {
  /** Files that are the template's: they converge on each run. */
  readonly owned: Tree;
  /** Files that are shared: the template has merged its part into what stands there. */
  readonly shared: Tree;
  /** Files that are the team's: written the first time that the template makes them, where there are none. */
  readonly once: Tree;
}

/** Compares what the template made with a repository. Reads only. */
export function plan(options: { readonly root: string; readonly made: Made; readonly ledger: Ledger }): Plan {
  const { root, made, ledger } = options;
  const write = new Map<string, { content: string; executable: boolean }>();
  const clashes: Clash[] = [];
  for (const [path, file] of made.owned) {
    const found = read(root, path);
    if (found === file.content && isExecutable(root, path) === file.executable) continue;
    const edited = found !== undefined && found !== file.content && digest(found) !== ledger.files[path];
    if (edited) clashes.push({ path, found, made: file.content });
    else write.set(path, file);
  }
  for (const [path, file] of made.shared) if (read(root, path) !== file.content) write.set(path, file);
  for (const [path, file] of made.once) {
    if (!ledger.once.includes(path) && !existsSync(join(root, path))) write.set(path, file);
  }

  const gone = Object.keys(ledger.files).filter(
    (path) => !made.owned.has(path) && existsSync(join(root, path)),
  );
  const untouched = gone.filter((path) => digest(read(root, path) ?? '') === ledger.files[path]);
  return {
    write,
    remove: untouched.filter((path) => !made.once.has(path) && !made.shared.has(path)),
    clashes,
    released: gone.filter((path) => !untouched.includes(path)),
  };
}

function read(root: string, path: string): string | undefined {
  const file = join(root, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function isExecutable(root: string, path: string): boolean {
  return (lstatSync(join(root, path)).mode & 0o100) !== 0;
}
