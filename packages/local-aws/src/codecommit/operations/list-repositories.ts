import { z } from 'zod';
import { listRepositories, readRecord } from '../../git/repository-store.ts';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { page } from '../../json-api/page.ts';
import { lastModified } from '../repository-metadata.ts';
import { Repository } from '../repository.ts';

const SORT = { invalid: 'InvalidSortByException', expected: 'repositoryName or lastModifiedDate' };
const ORDER = { invalid: 'InvalidOrderException', expected: 'ascending or descending' };

const input = z.object({
  nextToken: field.nextToken,
  sortBy: z.enum(['repositoryName', 'lastModifiedDate'], { error: throws(SORT) }).optional(),
  order: z.enum(['ascending', 'descending'], { error: throws(ORDER) }).optional(),
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListRepositories.html */
export const listRepositoriesOperation = operation(input, async (asked, context: CodeCommitContext) => {
  const owner = { account: context.caller.account, region: context.region };
  const names = await listRepositories(context.state, owner);
  const sorted = asked.sortBy === 'lastModifiedDate' ? await byDate(names, context) : names;
  const ordered = asked.order === 'descending' ? sorted.toReversed() : sorted;
  const { items, nextToken } = page(ordered, { nextToken: asked.nextToken, limit: 1000 });
  const repositories = await Promise.all(
    items.map(async (name) => {
      const { repositoryId } = await readRecord(context.state, { ...owner, name });
      return { repositoryName: name, repositoryId };
    }),
  );
  return { repositories, ...(nextToken && { nextToken }) };
});

async function byDate(names: readonly string[], context: CodeCommitContext): Promise<string[]> {
  const dated = await Promise.all(
    names.map(async (name) => ({ name, date: await lastModified(await Repository.open(context, name)) })),
  );
  return dated.sort((a, b) => a.date - b.date).map(({ name }) => name);
}
