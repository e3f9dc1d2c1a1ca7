import { mkdtemp, readFile, rm, stat, lstat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FileTree, TreeFile } from '@tideway/gitops';
import { DeliveryError } from './error.ts';
import { lastWords } from './git-error.ts';
import { runGit, type GitResult } from './git.ts';
import { makeBareRepository } from './mirror.ts';

/**
 * The files below a folder that Git tracks or would track: `.gitignore` holds, modes are kept. Works outside of a
 * repository too, by the `.gitignore` files in the folder itself.
 *
 * @throws {DeliveryError} `folder-unreadable` when the folder is missing, or holds symbolic links or submodules: the
 *   links of one repository lead nowhere in another
 */
export async function treeFromFolder(folder: string): Promise<FileTree> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw unreadable(`${folder} is no folder.`, 'Correct the path in the model, or create the folder.');
  }
  const paths = await listFiles(resolve(folder));
  const links: string[] = [];
  const files = new Map<string, TreeFile>();
  const read = async (path: string): Promise<void> => {
    const file = join(folder, path);
    const entry = await lstat(file).catch((error: NodeJS.ErrnoException) => {
      // Tracked, but removed from the working copy: removed from the delivery as well.
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    });
    if (entry === undefined) return;
    if (entry.isFile())
      files.set(path, { bytes: await readFile(file), executable: (entry.mode & 0o100) !== 0 });
    else links.push(path.replace(/\/$/, ''));
  };
  try {
    await Promise.all(paths.map(read));
  } catch (error) {
    throw unreadable(`${folder} can't be read: ${(error as Error).message}.`, 'Make it readable.', error);
  }
  if (links.length > 0) {
    throw new DeliveryError({
      code: 'folder-unreadable',
      message: `${folder} holds what is no plain file: ${links.sort().join(', ')}.`,
      next: 'Replace symbolic links and submodules by the files themselves, or list them in .gitignore.',
      problems: links,
    });
  }
  return new Map([...files].sort(([left], [right]) => (left < right ? -1 : 1)));
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const inside = await list(folder, []);
  if (inside.code === 0) return split(inside);
  if (!inside.stderr.includes('not a git repository')) throw listFailed(folder, inside);
  const empty = await mkdtemp(join(tmpdir(), 'tideway-list-'));
  try {
    await makeBareRepository(empty);
    const outside = await list(folder, [`--git-dir=${empty}`, `--work-tree=${folder}`]);
    if (outside.code !== 0) throw listFailed(folder, outside);
    return split(outside);
  } finally {
    await rm(empty, { recursive: true, force: true });
  }
}

function list(folder: string, place: readonly string[]): Promise<GitResult> {
  return runGit({
    folder,
    arguments: [...place, 'ls-files', '-co', '--exclude-standard', '-z', '--deduplicate'],
  });
}

function split(result: GitResult): readonly string[] {
  return result.stdout
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
}

function listFailed(folder: string, result: GitResult): DeliveryError {
  return unreadable(`git could not list ${folder}: ${lastWords(result.stderr)}`, 'See what git says.');
}

function unreadable(message: string, next: string, cause?: unknown): DeliveryError {
  return new DeliveryError({ code: 'folder-unreadable', message, next, cause });
}
