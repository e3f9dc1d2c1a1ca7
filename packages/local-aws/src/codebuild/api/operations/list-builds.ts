import { z } from 'zod';
import { operation } from '../../../json-api/operation.ts';
import { page } from '../../../json-api/page.ts';
import type { CodeBuildContext } from '../context.ts';
import { field } from '../fields.ts';
import { visibleBuilds } from '../find.ts';

const input = z.object({ sortOrder: field.sortOrder, nextToken: field.nextToken });

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ListBuilds.html */
export const listBuilds = operation(input, async ({ sortOrder, nextToken }, context: CodeBuildContext) => {
  const ids = (await visibleBuilds(context)).map(({ id }) => id);
  const found = page(sortOrder === 'ASCENDING' ? ids.toReversed() : ids, {
    nextToken,
    limit: 100,
    exception: 'InvalidInputException',
  });
  return { ids: found.items, ...(found.nextToken && { nextToken: found.nextToken }) };
});
