import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { EcrContext } from '../context.ts';
import { field } from '../fields.ts';
import { createImageRepository, readImageRepository } from '../image-repository.ts';
import { noSuchRepository } from '../images.ts';
import { describeRepository } from '../repository-description.ts';

const MUTABILITY = { invalid: 'InvalidParameterException', expected: 'MUTABLE or IMMUTABLE' };

const input = z.object({
  registryId: field.registryId,
  repositoryName: field.repositoryName,
  imageTagMutability: z.enum(['MUTABLE', 'IMMUTABLE'], { error: throws(MUTABILITY) }).default('MUTABLE'),
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export const createRepository = operation(input, async (asked, { state, caller, region }: EcrContext) => {
  const repository = { account: asked.registryId ?? caller.account, region, name: asked.repositoryName };
  const immutableTags = asked.imageTagMutability === 'IMMUTABLE';
  if (!(await createImageRepository(state, repository, { immutableTags }))) {
    const message = `The repository with name '${repository.name}' already exists in the registry with id '${repository.account}'`;
    throw new AwsException('RepositoryAlreadyExistsException', message);
  }
  const record = await readImageRepository(state, repository);
  if (!record) throw noSuchRepository(repository);
  return { repository: describeRepository(repository, record) };
});
