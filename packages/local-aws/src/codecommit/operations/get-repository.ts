import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { repositoryMetadata } from '../repository-metadata.ts';
import { Repository } from '../repository.ts';

const input = z.object({ repositoryName: field.repositoryName });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetRepository.html */
export const getRepository = operation(input, async ({ repositoryName }, context: CodeCommitContext) => ({
  repositoryMetadata: await repositoryMetadata(context, await Repository.open(context, repositoryName)),
}));
