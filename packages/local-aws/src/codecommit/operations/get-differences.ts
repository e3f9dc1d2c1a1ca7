import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { page } from '../../json-api/page.ts';
import { Repository } from '../repository.ts';
import type { TreeDifference, TreeEntry } from '../tree.ts';
import { differences, EMPTY_TREE, listTree } from '../tree.ts';

const input = z.object({
  repositoryName: field.repositoryName,
  beforeCommitSpecifier: field.commitSpecifier.optional(),
  afterCommitSpecifier: field.commitSpecifier,
  beforePath: field.filePath.optional(),
  afterPath: field.filePath.optional(),
  MaxResults: field.maxResults,
  NextToken: field.nextToken,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetDifferences.html */
export const getDifferences = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const before = asked.beforeCommitSpecifier
    ? await repository.specified(asked.beforeCommitSpecifier)
    : EMPTY_TREE;
  const after = await repository.specified(asked.afterCommitSpecifier);
  if (asked.beforePath) await checkPath(repository, before, asked.beforePath);
  if (asked.afterPath) await checkPath(repository, after, asked.afterPath);
  const all = (await differences(repository, before, after)).filter(
    ({ path }) => isBelow(path, asked.beforePath) && isBelow(path, asked.afterPath),
  );
  const { items, nextToken } = page(all, {
    nextToken: asked.NextToken,
    maxResults: asked.MaxResults,
    limit: 100,
  });
  return { differences: items.map(describe), ...(nextToken && { NextToken: nextToken }) };
});

async function checkPath(repository: Repository, commit: string, path: string): Promise<void> {
  if ((await listTree(repository, commit, path)).size > 0) return;
  throw new AwsException(
    'PathDoesNotExistException',
    `${repository.address.name} has no ${path} at ${commit}.`,
  );
}

function isBelow(path: string, folder: string | undefined): boolean {
  return folder === undefined || path === folder || path.startsWith(`${folder}/`);
}

function describe({ path, before, after }: TreeDifference): object {
  const blob = ({ id, mode }: TreeEntry) => ({ blobId: id, path, mode });
  return {
    ...(before && { beforeBlob: blob(before) }),
    ...(after && { afterBlob: blob(after) }),
    changeType: before && after ? 'M' : before ? 'D' : 'A',
  };
}
