import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName, branchName: field.branchName });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetBranch.html */
export const getBranch = operation(
  input,
  async ({ repositoryName, branchName }, context: CodeCommitContext) => {
    const repository = await Repository.open(context, repositoryName);
    return { branch: { branchName, commitId: await repository.branch(branchName) } };
  },
);
