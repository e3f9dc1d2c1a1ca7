import { posix } from 'node:path';

/** Name of a tree's top folder. */
export const treeRoot = '.';

/** Joins a tree's folder and a relative path; undefined when the result lies outside of the tree. */
export function resolveInTree(folder: string, relative: string): string | undefined {
  if (posix.isAbsolute(relative) || relative.includes('\\') || relative.includes('\0')) return undefined;
  const joined = posix.normalize(posix.join(folder, relative)).replace(/\/+$/, '');
  return joined === '..' || joined.startsWith('../') ? undefined : joined;
}

/** Joins a tree's folder and a file name. */
export function joinPath(folder: string, name: string): string {
  return folder === treeRoot ? name : `${folder}/${name}`;
}

/** Folder of a tree's file; the top folder is `.`. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}

/** Why a path must not be written below another folder; undefined when it may. */
export function unsafePath(path: string): string | undefined {
  if (path === '' || path.includes('\0')) return 'is empty or holds a zero byte';
  if (path.includes('\\')) return 'holds a backslash';
  if (posix.isAbsolute(path) || resolveInTree(treeRoot, path) !== path)
    return 'escapes its folder or is not normalised';
  return undefined;
}
