import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** A file in memory. */
export interface TreeFile {
  readonly content: string;
  readonly executable: boolean;
}

/** Files by path below a root, with forward slashes. */
export type Tree = ReadonlyMap<string, TreeFile>;

/** Reads every file below a folder. */
export function readTree(folder: string): Tree {
  const tree = new Map<string, TreeFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    tree.set(relative(folder, file).split(sep).join('/'), {
      content: readFileSync(file, 'utf8'),
      executable: (statSync(file).mode & 0o100) !== 0,
    });
  }
  return new Map([...tree].sort(([a], [b]) => (a < b ? -1 : 1)));
}
