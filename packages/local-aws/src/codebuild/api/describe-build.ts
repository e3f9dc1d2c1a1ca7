import { buildArn } from '../../aws/arn.ts';
import type { Build } from '../builds/build.ts';
import { currentPhase, hasEnded } from '../builds/build.ts';
import type { BuildProject } from '../projects/build-project.ts';
import { buildspecPath } from '../projects/build-project.ts';
import { sourceUrl } from '../run/build-environment.ts';

/** A build, and what belongs to it. */
export interface DescribedBuild {
  readonly build: Build;
  /** Undefined once the project is gone. */
  readonly project: BuildProject | undefined;
  /** Path of its log. */
  readonly log: string;
}

/** A build as the API shows it (https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Build.html). */
export function describeBuild({ build, project, log }: DescribedBuild): object {
  const { account, region, id } = build;
  const [, uuid = ''] = id.split(':');
  return {
    id,
    arn: buildArn({ account, region, name: id }),
    buildNumber: build.number,
    startTime: build.startTime / 1000,
    ...(build.endTime !== undefined && { endTime: build.endTime / 1000 }),
    currentPhase: currentPhase(build),
    buildStatus: build.status,
    sourceVersion: build.sourceVersion,
    resolvedSourceVersion: build.commit,
    projectName: build.project,
    phases: build.phases.map(({ type, status, startTime, endTime, message }) => ({
      phaseType: type,
      ...(status && { phaseStatus: status }),
      startTime: startTime / 1000,
      ...(endTime !== undefined && {
        endTime: endTime / 1000,
        durationInSeconds: Math.round((endTime - startTime) / 1000),
      }),
      ...(message && { contexts: [{ statusCode: status, message }] }),
    })),
    source: {
      type: 'CODECOMMIT',
      location: sourceUrl(region, build.repository),
      ...(project && { buildspec: buildspecPath(project) }),
    },
    // Where CodeBuild names CloudWatch, this is the file.
    logs: { groupName: `/aws/codebuild/${build.project}`, streamName: uuid, deepLink: `file://${log}` },
    timeoutInMinutes: project?.timeoutInMinutes ?? 60,
    buildComplete: hasEnded(build),
    initiator: build.initiator,
    exportedEnvironmentVariables: Object.entries(build.exported ?? {}).map(([name, value]) => ({
      name,
      value,
    })),
  };
}
