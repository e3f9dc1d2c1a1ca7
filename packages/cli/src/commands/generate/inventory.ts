import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Name of the file in which a folder remembers what Tideway wrote into it. */
export const inventoryFile = '.tideway.json';

/** Paths that an earlier run wrote, or undefined where none ever ran. A path that leaves the folder is not believed. */
export function readInventory(folder: string): readonly string[] | undefined {
  let text: string;
  try {
    text = readFileSync(join(folder, inventoryFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { files } = JSON.parse(text) as { readonly files: readonly string[] };
  return files.filter((path) => !path.startsWith('/') && !path.split('/').includes('..'));
}

/** Remembers what was written; by rename, so that a reader never sees half of it. */
export function writeInventory(folder: string, files: Iterable<string>): void {
  const path = join(folder, inventoryFile);
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, `${JSON.stringify({ files: [...files].sort() }, null, 1)}\n`);
  renameSync(beside, path);
}
