import { z } from 'zod';
import { deleteRepository } from '../../git/repository-store.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';

const input = z.object({ repositoryName: field.repositoryName });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_DeleteRepository.html */
export const deleteRepositoryOperation = operation(
  input,
  async (asked, { state, caller, region }: CodeCommitContext) => {
    const record = await deleteRepository(state, {
      account: caller.account,
      region,
      name: asked.repositoryName,
    });
    return record ? { repositoryId: record.repositoryId } : {};
  },
);
