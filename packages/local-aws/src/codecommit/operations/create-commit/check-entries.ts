import { AwsException } from '../../../json-api/aws-exception.ts';
import { COMMIT_LIMIT_BYTES, FILE_ENTRIES_LIMIT, FILE_LIMIT_BYTES } from '../../limits.ts';
import type { FileEntries } from './input.ts';

/**
 * Checks the files of a commit for themselves, whatever the repository holds.
 *
 * @throws AwsException for what CodeCommit refuses.
 */
export function checkEntries({ putFiles, deleteFiles, setFileModes }: FileEntries): void {
  const paths = [...putFiles, ...deleteFiles, ...setFileModes].map(({ filePath }) => filePath);
  if (paths.length === 0)
    refuse('FileEntryRequiredException', 'The commit names no file to put, delete or change the mode of.');
  if (paths.length > FILE_ENTRIES_LIMIT) {
    refuse(
      'MaximumFileEntriesExceededException',
      `The commit has ${paths.length} file entries; at most ${FILE_ENTRIES_LIMIT} are allowed. Use a Git client.`,
    );
  }
  const seen = new Set<string>();
  for (const path of paths) {
    if (seen.has(path)) refuse('SamePathRequestException', `The commit names ${path} more than once.`);
    seen.add(path);
  }
  for (const { filePath, fileContent, sourceFile } of putFiles) {
    if (fileContent && sourceFile) {
      refuse('FileContentAndSourceFileSpecifiedException', `${filePath} has both content and a source file.`);
    }
    if (!fileContent && !sourceFile) {
      refuse('SourceFileOrContentRequiredException', `${filePath} has neither content nor a source file.`);
    }
    if ((fileContent?.length ?? 0) > FILE_LIMIT_BYTES) {
      refuse('FileContentSizeLimitExceededException', `${filePath} is larger than 6 MB. Use a Git client.`);
    }
    const parent = parents(filePath).find((folder) => putFiles.some((other) => other.filePath === folder));
    if (parent)
      refuse(
        'PutFileEntryConflictException',
        `${parent} is put as a file, and as the folder of ${filePath}.`,
      );
  }
  const size = putFiles.reduce((sum, { fileContent }) => sum + (fileContent?.length ?? 0), 0);
  if (size > COMMIT_LIMIT_BYTES) {
    refuse(
      'FileContentSizeLimitExceededException',
      `The files have ${size} bytes in all; at most 7 MB are allowed. Use a Git client.`,
    );
  }
}

/** Folders that a path lies in, the nearest first. */
export function parents(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

function refuse(exception: string, message: string): never {
  throw new AwsException(exception, message);
}
