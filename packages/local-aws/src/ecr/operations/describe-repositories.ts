import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import { page } from '../../json-api/page.ts';
import type { EcrContext } from '../context.ts';
import { field } from '../fields.ts';
import { listImageRepositories, readImageRepository } from '../image-repository.ts';
import { noSuchRepository } from '../images.ts';
import { describeRepository } from '../repository-description.ts';

const input = z.object({
  registryId: field.registryId,
  repositoryNames: z.array(field.repositoryName).optional(),
  nextToken: field.nextToken,
  maxResults: field.maxResults,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeRepositories.html */
export const describeRepositories = operation(input, async (asked, { state, caller, region }: EcrContext) => {
  const owner = { account: asked.registryId ?? caller.account, region };
  const names = asked.repositoryNames ?? (await listImageRepositories(state, owner));
  const { items, nextToken } = page(names, {
    nextToken: asked.nextToken,
    maxResults: asked.maxResults ?? 100,
    limit: 1000,
    exception: 'InvalidParameterException',
  });
  const repositories = await Promise.all(
    items.map(async (name) => {
      const repository = { ...owner, name };
      const record = await readImageRepository(state, repository);
      if (!record) throw noSuchRepository(repository);
      return describeRepository(repository, record);
    }),
  );
  return { repositories, ...(nextToken && { nextToken }) };
});
