import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { FILE_LIMIT_BYTES } from '../limits.ts';
import { Repository } from '../repository.ts';
import { fileMode, listTree, readBlob } from '../tree.ts';

const input = z.object({
  repositoryName: field.repositoryName,
  commitSpecifier: field.commitSpecifier.optional(),
  filePath: field.filePath,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetFile.html */
export const getFile = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const commitId = await repository.specified(asked.commitSpecifier ?? 'HEAD');
  const entry = (await listTree(repository, commitId, asked.filePath)).get(asked.filePath);
  if (entry?.size === undefined) {
    throw new AwsException(
      'FileDoesNotExistException',
      `${asked.repositoryName} has no file ${asked.filePath} at ${commitId}.`,
    );
  }
  if (entry.size > FILE_LIMIT_BYTES) {
    throw new AwsException(
      'FileTooLargeException',
      `${asked.filePath} is larger than 6 MB: read it with git.`,
    );
  }
  return {
    commitId,
    blobId: entry.id,
    filePath: asked.filePath,
    fileMode: fileMode(entry.mode),
    fileSize: entry.size,
    fileContent: (await readBlob(repository, entry.id)).toString('base64'),
  };
});
