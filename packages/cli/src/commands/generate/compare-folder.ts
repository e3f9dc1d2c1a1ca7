import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { CliError } from '../../cli-error.ts';
import { inventoryFile, readInventory } from './inventory.ts';

/** How a folder differs from a tree; paths are sorted. */
export interface FolderDifference {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  /** Files that an earlier run wrote and the tree no longer has. */
  readonly removed: readonly string[];
  /** Number of files that are already as they should be. */
  readonly unchanged: number;
}

/**
 * Compares a folder with a tree, byte by byte.
 * @throws CliError `folder-not-ours` when the folder has content and was not written by Tideway
 */
export function compareFolder(options: {
  readonly folder: string;
  readonly files: FileTree;
}): FolderDifference {
  const { folder, files } = options;
  const known = readInventory(folder);
  if (known === undefined) {
    if (!isEmpty(folder)) {
      throw new CliError({
        code: 'folder-not-ours',
        outcome: 'misused',
        message: `${folder} has files that Tideway did not write (no ${inventoryFile}). Choose another --out, or empty that folder.`,
      });
    }
    return { created: [...files.keys()].sort(), updated: [], removed: [], unchanged: 0 };
  }
  const created: string[] = [];
  const updated: string[] = [];
  for (const [path, { bytes }] of files) {
    const there = readIfThere(join(folder, path));
    if (there === undefined) created.push(path);
    else if (!there.equals(bytes)) updated.push(path);
  }
  const removed = known.filter((path) => !files.has(path) && readIfThere(join(folder, path)) !== undefined);
  return {
    created: created.sort(),
    updated: updated.sort(),
    removed: removed.sort(),
    unchanged: files.size - created.length - updated.length,
  };
}

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
