import { z } from 'zod';
import { projectArn } from '../../../aws/arn.ts';
import { operation } from '../../../json-api/operation.ts';
import type { BuildProject } from '../../projects/build-project.ts';
import { buildspecPath } from '../../projects/build-project.ts';
import { sourceUrl } from '../../run/build-environment.ts';
import type { CodeBuildContext } from '../context.ts';
import { field } from '../fields.ts';
import { runningCodeBuild, visibleProjects } from '../find.ts';

const input = z.object({ names: field.names('the name of a project') });

/** https://docs.aws.amazon.com/codebuild/latest/APIReference/API_BatchGetProjects.html */
export const batchGetProjects = operation(input, async ({ names }, context: CodeBuildContext) => {
  const { target } = runningCodeBuild(context);
  const all = await visibleProjects(context);
  const found = names.map((name) => all.find((project) => project.name === name));
  const describe = (project: BuildProject) => ({
    name: project.name,
    arn: projectArn({ ...target, name: project.name }),
    source: {
      type: 'CODECOMMIT',
      location: sourceUrl(target.region, project.repository),
      buildspec: buildspecPath(project),
    },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'local',
      computeType: 'BUILD_GENERAL1_SMALL',
      environmentVariables: Object.entries(project.environmentVariables ?? {}).map(([name, value]) => ({
        name,
        value,
        type: 'PLAINTEXT',
      })),
      privilegedMode: true,
    },
    timeoutInMinutes: project.timeoutInMinutes ?? 60,
  });
  return {
    projects: found.filter((project) => project !== undefined).map(describe),
    projectsNotFound: names.filter((_, index) => found[index] === undefined),
  };
});
