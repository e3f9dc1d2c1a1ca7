import type { Operation } from '../../json-api/operation.ts';
import type { CodeBuildContext } from './context.ts';
import { batchGetBuilds } from './operations/batch-get-builds.ts';
import { batchGetProjects } from './operations/batch-get-projects.ts';
import { listBuilds } from './operations/list-builds.ts';
import { listBuildsForProject } from './operations/list-builds-for-project.ts';
import { listProjects } from './operations/list-projects.ts';
import { startBuild } from './operations/start-build.ts';
import { stopBuild } from './operations/stop-build.ts';

/** Operations of CodeBuild that are offered. */
export const codeBuildOperations: Readonly<Record<string, Operation<CodeBuildContext>>> = {
  BatchGetBuilds: batchGetBuilds,
  BatchGetProjects: batchGetProjects,
  ListBuilds: listBuilds,
  ListBuildsForProject: listBuildsForProject,
  ListProjects: listProjects,
  StartBuild: startBuild,
  StopBuild: stopBuild,
};
