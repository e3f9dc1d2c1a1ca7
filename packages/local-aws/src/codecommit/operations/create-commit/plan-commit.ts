import { createHash } from 'node:crypto';
import { AwsException } from '../../../json-api/aws-exception.ts';
import type { TreeEntry } from '../../tree.ts';
import { gitMode } from '../../tree.ts';
import { parents } from './check-entries.ts';
import type { FileEntries } from './input.ts';

/** A file that a commit writes or removes. */
export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'updated' | 'deleted';
  readonly mode: string;
  readonly id: string;
  /** Bytes to write; undefined where the blob is in the repository already. */
  readonly content?: Uint8Array | undefined;
}

/**
 * What a commit changes in a tree. Pure.
 *
 * @throws AwsException for what CodeCommit refuses, such as a path in another's way, or no change at all.
 */
export function planCommit(tree: ReadonlyMap<string, TreeEntry>, entries: FileEntries): FileChange[] {
  const changes = new Map<string, FileChange>();
  const existing = (path: string): TreeEntry => {
    const entry = tree.get(path);
    if (entry) return entry;
    throw new AwsException('FileDoesNotExistException', `There is no file ${path} in the parent commit.`);
  };
  const remove = (path: string) => changes.set(path, { path, kind: 'deleted', ...existing(path) });
  const put = (path: string, mode: string, id: string, content?: Uint8Array) => {
    const before = tree.get(path);
    if (before?.id === id && before.mode === mode) return;
    changes.set(path, { path, kind: before ? 'updated' : 'added', mode, id, content });
  };

  for (const { filePath } of entries.deleteFiles) remove(filePath);
  for (const { filePath, fileMode } of entries.setFileModes)
    put(filePath, gitMode(fileMode), existing(filePath).id);
  for (const { filePath, fileMode, fileContent, sourceFile } of entries.putFiles) {
    if (sourceFile) {
      const source = existing(sourceFile.filePath);
      put(filePath, fileMode ? gitMode(fileMode) : source.mode, source.id);
      if (sourceFile.isMove) remove(sourceFile.filePath);
    } else if (fileContent) {
      const mode = fileMode ? gitMode(fileMode) : (tree.get(filePath)?.mode ?? gitMode('NORMAL'));
      put(filePath, mode, blobId(fileContent), fileContent);
    }
  }
  if (entries.keepEmptyFolders)
    for (const path of emptied(tree, changes))
      put(path, gitMode('NORMAL'), blobId(Buffer.alloc(0)), Buffer.alloc(0));
  if (changes.size === 0) throw new AwsException('NoChangeException', 'The commit would change nothing.');
  checkPlaces(tree, changes);
  return [...changes.values()];
}

/** Id of a blob, as Git computes it. */
export function blobId(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

function checkPlaces(tree: ReadonlyMap<string, TreeEntry>, changes: ReadonlyMap<string, FileChange>): void {
  const stays = (path: string) => tree.has(path) && changes.get(path)?.kind !== 'deleted';
  const folders = new Set([...tree.keys()].filter(stays).flatMap(parents));
  for (const { path, kind } of changes.values()) {
    if (kind === 'deleted') continue;
    if (tree.get(path)?.mode === SUBMODULE) {
      throw new AwsException('FilePathConflictsWithSubmodulePathException', `${path} is a submodule.`);
    }
    if (folders.has(path)) {
      throw new AwsException('FileNameConflictsWithDirectoryNameException', `${path} is a folder.`);
    }
    const file = parents(path).find(stays);
    if (file === undefined) continue;
    if (tree.get(file)?.mode === SUBMODULE) {
      throw new AwsException(
        'FilePathConflictsWithSubmodulePathException',
        `${path} would lie in the submodule ${file}.`,
      );
    }
    throw new AwsException(
      'DirectoryNameConflictsWithFileNameException',
      `${file} is a file, so that ${path} can't lie in it.`,
    );
  }
}

const SUBMODULE = '160000';

/** Files to put so that folders stay which lose their last file. */
function emptied(tree: ReadonlyMap<string, TreeEntry>, changes: ReadonlyMap<string, FileChange>): string[] {
  const deleted = [...changes.values()].filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  const left = [...new Set([...tree.keys(), ...changes.keys()])].filter(
    (path) => changes.get(path)?.kind !== 'deleted',
  );
  const folders = new Set(deleted.flatMap((path) => parents(path).slice(0, 1)));
  return [...folders]
    .filter((folder) => !left.some((path) => path.startsWith(`${folder}/`)))
    .map((folder) => `${folder}/.gitkeep`);
}
