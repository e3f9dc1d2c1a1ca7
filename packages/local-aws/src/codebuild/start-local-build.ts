import type { RunningLocalAws } from '../daemon/status.ts';
import { callLocalAws } from '../json-api/call-json-api.ts';

/** What is to be built. */
export interface StartLocalBuildOptions {
  /** Name of the project. */
  readonly project: string;
  /** Branch, tag or commit. @default - the repository's default branch */
  readonly sourceVersion?: string | undefined;
}

/**
 * Starts a build in a local AWS that runs, by StartBuild of CodeBuild's API.
 *
 * @returns the number of the build in its project.
 * @throws LocalAwsError `call-refused` with what the API says.
 */
export async function startLocalAwsBuild(
  aws: RunningLocalAws,
  { project, sourceVersion }: StartLocalBuildOptions,
): Promise<number> {
  const [{ region }] = aws.targets;
  const { build } = await callLocalAws<{ readonly build: { readonly buildNumber: number } }>(aws, {
    service: 'codebuild',
    region,
    operation: 'StartBuild',
    input: { projectName: project, ...(sourceVersion && { sourceVersion }) },
  });
  return build.buildNumber;
}
