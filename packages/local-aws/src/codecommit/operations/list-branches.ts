import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { page } from '../../json-api/page.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName, nextToken: field.nextToken });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListBranches.html */
export const listBranches = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const { text } = await repository.git(['for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads']);
  const { items, nextToken } = page(text.split('\n').filter(Boolean), {
    nextToken: asked.nextToken,
    limit: 1000,
  });
  return { branches: items, ...(nextToken && { nextToken }) };
});
