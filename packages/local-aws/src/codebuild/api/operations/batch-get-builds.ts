import { z } from 'zod';
import { operation } from '../../../json-api/operation.ts';
import type { CodeBuildContext } from '../context.ts';
import { describeBuild } from '../describe-build.ts';
import { field } from '../fields.ts';
import { findBuild, runningCodeBuild, visibleBuilds, visibleProjects } from '../find.ts';

const input = z.object({ ids: field.names('the id of a build') });

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_BatchGetBuilds.html */
export const batchGetBuilds = operation(input, async ({ ids }, context: CodeBuildContext) => {
  const { store } = runningCodeBuild(context);
  const [projects, all] = await Promise.all([visibleProjects(context), visibleBuilds(context)]);
  const found = ids.map((id) => findBuild(all, id));
  return {
    builds: found
      .filter((build) => build !== undefined)
      .map((build) =>
        describeBuild({
          build,
          project: projects.find(({ name }) => name === build.project),
          log: store.logOf(build),
        }),
      ),
    buildsNotFound: ids.filter((_, index) => found[index] === undefined),
  };
});
