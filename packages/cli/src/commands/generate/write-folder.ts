import { mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree, TreeFile } from '@tideway/gitops';
import type { FolderDifference } from './compare-folder.ts';
import { readInventory, writeInventory } from './inventory.ts';

/**
 * Makes a folder what the tree says. A new folder is built beside its place and moved there whole; in an existing one
 * each file is replaced by rename.
 */
export function writeFolder(options: {
  readonly folder: string;
  readonly files: FileTree;
  readonly difference: FolderDifference;
}): void {
  const { folder, files, difference } = options;
  const changed = difference.created.length + difference.updated.length + difference.removed.length;
  if (changed === 0) return;
  if (readInventory(folder) === undefined) {
    writeWhole(folder, files);
    return;
  }
  const made = new Set<string>();
  for (const path of [...difference.created, ...difference.updated]) {
    const file = files.get(path);
    if (file === undefined) continue;
    const target = join(folder, path);
    ensureFolder(dirname(target), made);
    const beside = `${target}.${process.pid}`;
    writeFile(beside, file);
    renameSync(beside, target);
  }
  for (const path of difference.removed) remove(folder, path);
  writeInventory(folder, files.keys());
}

function writeWhole(folder: string, files: FileTree): void {
  const beside = `${folder}.${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  const made = new Set<string>();
  for (const [path, file] of files) {
    const target = join(beside, path);
    ensureFolder(dirname(target), made);
    writeFile(target, file);
  }
  writeInventory(beside, files.keys());
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(beside, folder);
}

function writeFile(path: string, file: TreeFile): void {
  writeFileSync(path, file.bytes, { mode: file.executable === true ? 0o755 : 0o644 });
}

function ensureFolder(folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  made.add(folder);
}

function remove(root: string, path: string): void {
  rmSync(join(root, path), { force: true });
  for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) {
    try {
      rmdirSync(join(root, folder));
    } catch {
      return;
    }
  }
}
