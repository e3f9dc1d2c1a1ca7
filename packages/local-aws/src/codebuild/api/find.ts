import { AwsException } from '../../json-api/aws-exception.ts';
import type { Build } from '../builds/build.ts';
import type { CodeBuild } from '../code-build.ts';
import type { BuildProject } from '../projects/build-project.ts';
import type { CodeBuildContext } from './context.ts';

/**
 * CodeBuild, for callers of its own account and region.
 *
 * @throws AwsException where no builds run.
 */
export function runningCodeBuild({ codeBuild }: CodeBuildContext): CodeBuild {
  const running = codeBuild();
  if (running) return running;
  throw new AwsException(
    'InternalFailure',
    'No builds run here: start local AWS with a registry, as in "tideway local up --registry http://127.0.0.1:5000".',
    503,
  );
}

/** The projects that a caller may see: those of its account, in the region that was asked. */
export async function visibleProjects(context: CodeBuildContext): Promise<readonly BuildProject[]> {
  const codeBuild = runningCodeBuild(context);
  const { account, region } = codeBuild.target;
  return account === context.caller.account && region === context.region ? await codeBuild.projects() : [];
}

/**
 * A project.
 *
 * @throws AwsException ResourceNotFoundException
 */
export async function findProject(context: CodeBuildContext, name: string): Promise<BuildProject> {
  const projects = await visibleProjects(context);
  const project = projects.find((one) => one.name === name);
  if (project) return project;
  const known = projects.map((one) => one.name).join(', ') || 'none';
  throw new AwsException('ResourceNotFoundException', `Project ${name} does not exist; there is ${known}.`);
}

/** Builds of all projects that a caller may see, the newest first. */
export async function visibleBuilds(context: CodeBuildContext): Promise<readonly Build[]> {
  const { store } = runningCodeBuild(context);
  const projects = await visibleProjects(context);
  const builds = await Promise.all(projects.map(({ name }) => store.list(name)));
  return builds.flat().sort((one, other) => other.startTime - one.startTime || other.number - one.number);
}

/** A build by its id or its ARN; undefined if there is none. */
export function findBuild(builds: readonly Build[], id: string): Build | undefined {
  const wanted = id.replace(/^arn:[^/]*:build\//, '');
  return builds.find((build) => build.id === wanted);
}
