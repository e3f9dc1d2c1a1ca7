import { z } from 'zod';
import { AwsException } from '../../../json-api/aws-exception.ts';
import { operation } from '../../../json-api/operation.ts';
import type { CodeBuildContext } from '../context.ts';
import { describeBuild } from '../describe-build.ts';
import { field } from '../fields.ts';
import { findBuild, findProject, runningCodeBuild, visibleBuilds } from '../find.ts';

const input = z.object({ id: field.buildId });

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StopBuild.html */
export const stopBuild = operation(input, async ({ id }, context: CodeBuildContext) => {
  const codeBuild = runningCodeBuild(context);
  const found = findBuild(await visibleBuilds(context), id);
  if (!found) throw new AwsException('ResourceNotFoundException', `Build ${id} does not exist.`);
  await codeBuild.stop(found);
  const build = (await codeBuild.store.read(found.project, found.number)) ?? found;
  const project = await findProject(context, build.project);
  return { build: describeBuild({ build, project, log: codeBuild.store.logOf(build) }) };
});
