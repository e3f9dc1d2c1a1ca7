import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTree } from '@tideway/gitops';
import { createTwoFilesPatch } from 'diff';
import type { FolderDifference } from './compare-folder.ts';

/** A unified diff per file, from what is in the folder to what the model says. */
export function diffFolder(options: {
  readonly folder: string;
  readonly files: FileTree;
  readonly difference: FolderDifference;
  /** Name that stands before each path. */
  readonly label: string;
}): string[] {
  const { folder, files, difference, label } = options;
  const generated = (path: string): string => Buffer.from(files.get(path)?.bytes ?? []).toString('utf8');
  const written = (path: string): string => readFileSync(join(folder, path), 'utf8');
  const patch = (path: string, from: string, to: string): string =>
    createTwoFilesPatch(
      from === '' ? '/dev/null' : `a/${label}/${path}`,
      to === '' ? '/dev/null' : `b/${label}/${path}`,
      from,
      to,
      undefined,
      undefined,
      { headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true } },
    );
  return [
    ...difference.created.map((path) => patch(path, '', generated(path))),
    ...difference.updated.map((path) => patch(path, written(path), generated(path))),
    ...difference.removed.map((path) => patch(path, written(path), '')),
  ];
}
