import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { DeliveryError } from './error.ts';
import type { FileVersion, FolderChange } from './folder-change.ts';
import { fileError } from './state.ts';

/** What is written, and where to. */
export interface WriteFolderOptions {
  readonly folder: string;
  readonly changes: readonly FolderChange[];
  /** Folder for the new versions until all of them are there. */
  readonly temporary: string;
}

/**
 * Changes files of a folder: all of them, or none. Everything is written beside before the first file is touched; what
 * goes wrong then is undone. One that is killed in between has lost nothing: doing it again completes it.
 *
 * @throws {DeliveryError} `folder-in-the-way` when a file is not what it is to be changed from, with every such file in
 *   `problems`; `disk-full` or `folder-unwritable` when it can't be written
 */
export async function writeFolder({ folder, changes, temporary }: WriteFolderOptions): Promise<void> {
  const root = await realpath(folder);
  const found = await Promise.all(changes.map((change) => inTheWay(root, change)));
  const problems = found.filter((problem) => problem !== undefined);
  if (problems.length > 0) {
    throw new DeliveryError({
      code: 'folder-in-the-way',
      message: `Nothing was written to ${folder}: ${problems.join('; ')}.`,
      next: 'Move these files away, or commit them, and pull again.',
      problems,
    });
  }
  await mkdir(temporary, { recursive: true });
  const beside = await mkdtemp(join(temporary, 'write-'));
  const done: FolderChange[] = [];
  try {
    const staged = new Map<string, string>();
    for (const { path, after } of changes) {
      if (after === undefined) continue;
      const file = join(beside, String(staged.size));
      await writeVersion(file, after);
      staged.set(path, file);
    }
    // What goes makes room for what comes: a folder may take the place of a file.
    const inOrder = changes.toSorted(
      (one, other) => Number(one.after !== undefined) - Number(other.after !== undefined),
    );
    for (const change of inOrder) {
      done.push(change);
      await put(root, change, staged.get(change.path));
    }
  } catch (error) {
    await undo(root, done);
    throw unwritable(error, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Why a file can't be changed; nothing when it is what the merge took it for. */
async function inTheWay(root: string, { path, before, after }: FolderChange): Promise<string | undefined> {
  const file = join(root, path);
  const parent = await existingParent(file);
  const way = relative(root, await realpath(parent));
  if (way === '..' || way.startsWith(`..${sep}`))
    return `${path} leads out of the folder, by a symbolic link`;
  const entry = await lstat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entry === undefined) return before === undefined ? undefined : `${path} was removed meanwhile`;
  if (!entry.isFile())
    return before === undefined && entry.isDirectory() ? undefined : `${path} is no plain file`;
  const bytes = await readFile(file);
  if (before !== undefined)
    return Buffer.compare(bytes, before.bytes) === 0 ? undefined : `${path} was changed meanwhile`;
  const isSame = after !== undefined && Buffer.compare(bytes, after.bytes) === 0;
  return isSame ? undefined : `${path} is there already, as a file that Git ignores`;
}

async function existingParent(file: string): Promise<string> {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const entry = await lstat(folder).catch(() => undefined);
    if (entry !== undefined || dirname(folder) === folder) return folder;
  }
}

async function put(root: string, { path }: FolderChange, staged: string | undefined): Promise<void> {
  const file = join(root, path);
  if (staged === undefined) {
    await rm(file, { force: true });
    await removeEmptyParents(root, file);
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  try {
    await rename(staged, file);
  } catch (error) {
    // The state directory is on another disk.
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(staged, file);
  }
}

async function undo(root: string, done: readonly FolderChange[]): Promise<void> {
  for (const { path, before } of done.toReversed()) {
    const file = join(root, path);
    if (before === undefined) {
      await rm(file, { force: true }).catch(() => undefined);
      await removeEmptyParents(root, file);
      continue;
    }
    await mkdir(dirname(file), { recursive: true }).catch(() => undefined);
    await writeVersion(file, before).catch(() => undefined);
  }
}

async function removeEmptyParents(root: string, file: string): Promise<void> {
  for (let folder = dirname(file); folder !== root && folder.startsWith(root); folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}

async function writeVersion(file: string, { bytes, mode }: FileVersion): Promise<void> {
  await writeFile(file, bytes);
  await chmod(file, mode === '100755' ? 0o755 : 0o644);
}

function unwritable(error: unknown, folder: string): DeliveryError {
  const known = fileError(error, folder);
  if (known.code === 'disk-full') return known;
  return new DeliveryError({
    code: 'folder-unwritable',
    message: `${folder} can't be written: ${(error as Error).message}. It is as it was.`,
    next: 'Make it writable, and pull again.',
    cause: error,
  });
}
