import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { Repository } from '../repository.ts';

const input = z.object({
  repositoryName: field.repositoryName,
  branchName: field.branchName,
  commitId: field.commitId,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateBranch.html */
export const createBranch = operation(input, async (asked, context: CodeCommitContext) => {
  const repository = await Repository.open(context, asked.repositoryName);
  const to = await repository.specified(asked.commitId);
  if (await repository.moveBranch(asked.branchName, { from: undefined, to })) return {};
  throw new AwsException(
    'BranchNameExistsException',
    `${asked.repositoryName} has a branch ${asked.branchName} already, or one in its way.`,
  );
});
