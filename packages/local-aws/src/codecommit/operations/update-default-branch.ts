import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName, defaultBranchName: field.branchName });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdateDefaultBranch.html */
export const updateDefaultBranch = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  await repository.branch(asked.defaultBranchName);
  await repository.git(['symbolic-ref', 'HEAD', `refs/heads/${asked.defaultBranchName}`]);
  return {};
});
