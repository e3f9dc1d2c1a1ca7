import { z } from 'zod';
import { AwsException } from '../../../json-api/aws-exception.ts';
import { operation } from '../../../json-api/operation.ts';
import type { CodeBuildContext } from '../context.ts';
import { describeBuild } from '../describe-build.ts';
import { field } from '../fields.ts';
import { findProject, runningCodeBuild } from '../find.ts';

const input = z.object({
  projectName: field.projectName,
  sourceVersion: z.string().optional(),
  environmentVariablesOverride: z
    .array(
      z.object({
        name: z.string().regex(/^[A-Za-z_]\w*$/, 'InvalidInputException: expected the name of a variable'),
        value: z.string(),
        type: z
          .literal('PLAINTEXT', 'InvalidInputException: local AWS takes only variables of type PLAINTEXT')
          .optional(),
      }),
    )
    .default([]),
});

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_StartBuild.html */
export const startBuild = operation(input, async (asked, context: CodeBuildContext) => {
  const project = await findProject(context, asked.projectName);
  const codeBuild = runningCodeBuild(context);
  const build = await codeBuild.start({
    project,
    sourceVersion: asked.sourceVersion,
    initiator: context.caller.name,
    overrides: Object.fromEntries(asked.environmentVariablesOverride.map(({ name, value }) => [name, value])),
  });
  if (!build) {
    const message = `${project.repository} has no ${asked.sourceVersion ?? 'commit yet'}: push one, or give another sourceVersion.`;
    throw new AwsException('InvalidInputException', message);
  }
  return { build: describeBuild({ build, project, log: codeBuild.store.logOf(build) }) };
});
