import { z } from 'zod';
import { operation } from '../../../json-api/operation.ts';
import { page } from '../../../json-api/page.ts';
import type { CodeBuildContext } from '../context.ts';
import { field } from '../fields.ts';
import { visibleProjects } from '../find.ts';

const input = z.object({ nextToken: field.nextToken });

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_ListProjects.html */
export const listProjects = operation(input, async ({ nextToken }, context: CodeBuildContext) => {
  const names = (await visibleProjects(context)).map(({ name }) => name).sort();
  const found = page(names, { nextToken, limit: 100, exception: 'InvalidInputException' });
  return { projects: found.items, ...(found.nextToken && { nextToken: found.nextToken }) };
});
