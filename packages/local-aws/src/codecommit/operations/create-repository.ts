import { z } from 'zod';
import { createRepository } from '../../git/repository-store.ts';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { repositoryMetadata } from '../repository-metadata.ts';
import { Repository } from '../repository.ts';

const input = z.object({
  repositoryName: field.repositoryName,
  repositoryDescription: field.repositoryDescription,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_CreateRepository.html */
export const createRepositoryOperation = operation(input, async (asked, context: CodeCommitContext) => {
  const { repositoryName: name, repositoryDescription: description } = asked;
  const address = { account: context.caller.account, region: context.region, name };
  if (!(await createRepository(context.state, address, description))) {
    throw new AwsException('RepositoryNameExistsException', `Repository named ${name} already exists.`);
  }
  return { repositoryMetadata: await repositoryMetadata(context, await Repository.open(context, name)) };
});
