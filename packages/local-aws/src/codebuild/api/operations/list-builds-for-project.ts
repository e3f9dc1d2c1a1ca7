import { z } from 'zod';
import { operation } from '../../../json-api/operation.ts';
import { page } from '../../../json-api/page.ts';
import type { CodeBuildContext } from '../context.ts';
import { field } from '../fields.ts';
import { findProject, runningCodeBuild } from '../find.ts';

const input = z.object({
  projectName: field.projectName,
  sortOrder: field.sortOrder,
  nextToken: field.nextToken,
});

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ListBuildsForProject.html */
export const listBuildsForProject = operation(input, async (asked, context: CodeBuildContext) => {
  const { name } = await findProject(context, asked.projectName);
  const ids = (await runningCodeBuild(context).store.list(name)).map(({ id }) => id);
  const found = page(asked.sortOrder === 'ASCENDING' ? ids.toReversed() : ids, {
    nextToken: asked.nextToken,
    limit: 100,
    exception: 'InvalidInputException',
  });
  return { ids: found.items, ...(found.nextToken && { nextToken: found.nextToken }) };
});
