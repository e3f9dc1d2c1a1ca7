import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName, branchName: field.branchName });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_DeleteBranch.html */
export const deleteBranch = operation(
  input,
  async ({ repositoryName, branchName }, context: CodeCommitContext) => {
    const repository = await Repository.open(context, repositoryName);
    const commitId = await repository.findBranch(branchName);
    if (!commitId) return {};
    if ((await repository.defaultBranch()) === branchName) {
      const message = `${branchName} is the default branch of ${repositoryName}. Make another one the default first.`;
      throw new AwsException('DefaultBranchCannotBeDeletedException', message);
    }
    await repository.moveBranch(branchName, { from: commitId, to: undefined });
    return { deletedBranch: { branchName, commitId } };
  },
);
