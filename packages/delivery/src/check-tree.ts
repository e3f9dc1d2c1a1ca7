import type { FileTree } from '@tideway/gitops';
import { DeliveryError } from './error.ts';
import { foldCase } from './tree-walk.ts';

/** Bytes of the largest file that CodeCommit takes through its console and its API: 6 MB. */
export const largestFile = 6 * 1024 * 1024;

/**
 * Refuses a tree that a repository can't hold, or that another computer can't check out.
 *
 * @throws {DeliveryError} `path-unsafe`, `path-collision` or `file-too-large`, with every offender in `problems`
 */
export function checkTree(tree: FileTree, repository: string): void {
  const unsafe = [...tree.keys()].flatMap((path) => {
    const reason = unsafeReason(path);
    return reason === undefined ? [] : [`${JSON.stringify(path)}: ${reason}`];
  });
  if (unsafe.length > 0) {
    throw new DeliveryError({
      code: 'path-unsafe',
      message: `Nothing was delivered to ${repository}: ${plural(unsafe, 'path')} can't be in a Git repository: ${unsafe.join('; ')}.`,
      next: 'Rename what the paths are made from in the model.',
      problems: unsafe,
    });
  }
  const colliding = collisions(tree.keys());
  if (colliding.length > 0) {
    throw new DeliveryError({
      code: 'path-collision',
      message: `Nothing was delivered to ${repository}: ${colliding.join('; ')}.`,
      next: 'Give these things in the model names that differ in more than upper and lower case.',
      problems: colliding,
    });
  }
  const large = [...tree]
    .filter(([, { bytes }]) => bytes.byteLength > largestFile)
    .map(([path, { bytes }]) => `${path} has ${(bytes.byteLength / 1024 / 1024).toFixed(1)} MB`);
  if (large.length > 0) {
    throw new DeliveryError({
      code: 'file-too-large',
      message: `Nothing was delivered to ${repository}: CodeCommit takes files up to 6 MB, and ${large.join('; ')}.`,
      next: 'Leave these files out (.gitignore), or keep them in Amazon S3.',
      problems: large,
    });
  }
}

// What git's own verify_path() refuses, and what would not survive a checkout elsewhere.
function unsafeReason(path: string): string | undefined {
  if (path === '') return 'it is empty';
  if (!path.isWellFormed()) return 'it is no Unicode text';
  if (/[\p{Cc}\\]/u.test(path)) return 'it has a control character or a backslash';
  if (path.startsWith('/')) return 'it is absolute';
  const parts = path.split('/');
  if (parts.includes('..') || parts.includes('.')) return 'it leads out of the repository';
  if (parts.includes('')) return 'it has an empty part';
  if (
    parts.some((part) =>
      /^(\.git|git~1)$/i.test(
        part.replaceAll(/[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '').replace(/[ .]+$/, ''),
      ),
    )
  ) {
    return 'it names the folder of Git itself';
  }
  return undefined;
}

function collisions(paths: Iterable<string>): readonly string[] {
  const files = new Set<string>();
  const folders = new Set<string>();
  const folded = new Map<string, string>();
  const problems: string[] = [];
  const enter = (path: string, known: Set<string>): void => {
    if (known.has(path)) return;
    known.add(path);
    const fold = foldCase(path);
    const other = folded.get(fold);
    if (other === undefined) folded.set(fold, path);
    else if (other !== path) problems.push(`${other} and ${path} differ in upper and lower case only`);
  };
  for (const path of paths) {
    enter(path, files);
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      enter(folder, folders);
    }
  }
  for (const file of files) if (folders.has(file)) problems.push(`${file} is a file and a folder`);
  return problems;
}

function plural(items: readonly unknown[], word: string): string {
  return `${items.length} ${word}${items.length === 1 ? '' : 's'}`;
}
