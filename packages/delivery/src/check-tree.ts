import type { FileTree } from '@tideway/gitops';
import { DeliveryError } from './error.ts';
import { isFolder, type GeneratedFolder } from './generated-tree.ts';
import { foldCase } from './tree-walk.ts';

/** Bytes of the largest file that CodeCommit takes through its console and its API: 6 MB. */
export const largestFile = 6 * 1024 * 1024;

/**
 * Refuses a tree that a repository can't hold, or that another computer can't check out.
 *
 * @throws {DeliveryError} `path-unsafe`, `path-collision` or `file-too-large`, with every offender in `problems`
 */
export function checkTree(tree: FileTree, generated: GeneratedFolder, repository: string): void {
  const found: Found = { unsafe: [], colliding: [], large: [], files: 0 };
  checkFolder(generated, '', found);
  // Git's tree has no place for a file and a folder of one name; the paths have.
  if (found.files < tree.size) found.colliding.push(...filesThatAreFolders(tree));
  const { unsafe, colliding, large } = found;
  if (unsafe.length > 0) {
    throw new DeliveryError({
      code: 'path-unsafe',
      message: `Nothing was delivered to ${repository}: not every path can be in a Git repository: ${unsafe.join('; ')}.`,
      next: 'Rename what the paths are made from in the model.',
      problems: unsafe,
    });
  }
  if (colliding.length > 0) {
    throw new DeliveryError({
      code: 'path-collision',
      message: `Nothing was delivered to ${repository}: ${colliding.join('; ')}.`,
      next: 'Give these things in the model names that differ in more than upper and lower case.',
      problems: colliding,
    });
  }
  if (large.length > 0) {
    throw new DeliveryError({
      code: 'file-too-large',
      message: `Nothing was delivered to ${repository}: CodeCommit takes files up to 6 MB, and ${large.join('; ')}.`,
      next: 'Leave these files out (.gitignore), or keep them in Amazon S3.',
      problems: large,
    });
  }
}

interface Found {
  readonly unsafe: string[];
  readonly colliding: string[];
  readonly large: string[];
  files: number;
}

// Most names are plain, and ten thousand of them are looked at in every delivery.
const plainName = /^[a-z0-9_-][a-z0-9._-]*$/;

function checkFolder(folder: GeneratedFolder, prefix: string, found: Found): void {
  const folded = new Map<string, string>();
  let plain = true;
  for (const name of folder.children.keys()) plain &&= plainName.test(name);
  for (const [name, child] of folder.children) {
    const path = prefix + name;
    if (!plain) {
      const reason = unsafeReason(name);
      if (reason !== undefined) found.unsafe.push(`${JSON.stringify(path)}: ${reason}`);
      const other = folded.get(foldCase(name));
      if (other === undefined) folded.set(foldCase(name), path);
      else found.colliding.push(`${other} and ${path} differ in upper and lower case only`);
    }
    if (isFolder(child)) checkFolder(child, `${path}/`, found);
    else {
      found.files += 1;
      const megabytes = child.bytes.byteLength / 1024 / 1024;
      if (child.bytes.byteLength > largestFile) found.large.push(`${path} has ${megabytes.toFixed(1)} MB`);
    }
  }
}

function filesThatAreFolders(tree: FileTree): readonly string[] {
  const folders = new Set<string>();
  for (const path of tree.keys()) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.slice(0, slash));
    }
  }
  return [...tree.keys()].filter((path) => folders.has(path)).map((path) => `${path} is a file and a folder`);
}

/** Why a name can't be in a repository: what git's own verify_path() refuses, and what would not survive a checkout. */
export function unsafeReason(name: string): string | undefined {
  if (name === '') return 'it has an empty part';
  if (!name.isWellFormed()) return 'it is no Unicode text';
  if (/[\p{Cc}\\]/u.test(name)) return 'it has a control character or a backslash';
  if (name === '..' || name === '.') return 'it leads out of the repository';
  // As file systems see it that ignore some characters (HFS+) or trailing dots and spaces (NTFS).
  const seen = name.replaceAll(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '').replace(/[ .]+$/, '');
  return /^(\.git|git~1)$/i.test(seen) ? 'it names the folder of Git itself' : undefined;
}
