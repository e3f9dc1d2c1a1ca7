import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import { throws } from '../../json-api/validation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { page } from '../../json-api/page.ts';
import { PullRequestStore } from '../pull-requests/pull-request-store.ts';
import { pullRequestField } from '../pull-requests/pull-request-fields.ts';
import { Repository } from '../repository.ts';

const AUTHOR = { invalid: 'InvalidAuthorArnException', expected: 'the ARN of an author' };

const input = z.object({
  repositoryName: field.repositoryName,
  authorArn: z
    .string({ error: throws(AUTHOR) })
    .startsWith('arn:', { error: throws(AUTHOR) })
    .optional(),
  pullRequestStatus: pullRequestField.pullRequestStatus.optional(),
  nextToken: field.nextToken,
  maxResults: field.maxResults,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_ListPullRequests.html */
export const listPullRequests = operation(input, async (asked, context: CodeCommitContext) => {
  await Repository.open(context, asked.repositoryName);
  const all = await new PullRequestStore(context).list(asked.repositoryName);
  const wanted = all.filter(
    ({ authorArn, status }) =>
      (asked.authorArn ?? authorArn) === authorArn && (asked.pullRequestStatus ?? status) === status,
  );
  const { items, nextToken } = page(wanted, {
    nextToken: asked.nextToken,
    maxResults: asked.maxResults,
    limit: 100,
  });
  return { pullRequestIds: items.map(({ id }) => id), ...(nextToken && { nextToken }) };
});
