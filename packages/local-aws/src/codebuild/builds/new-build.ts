import { randomUUID } from 'node:crypto';
import type { LocalAwsTarget } from '../../aws/target.ts';
import type { BuildProject } from '../projects/build-project.ts';
import type { Build } from './build.ts';
import type { BuildStore } from './build-store.ts';

/** What is to be built. */
export interface NewBuild {
  readonly project: BuildProject;
  readonly target: LocalAwsTarget;
  /** The commit, and what was asked for. */
  readonly source: Pick<Build, 'commit' | 'sourceVersion'>;
  readonly initiator: string;
  readonly overrides: Readonly<Record<string, string>>;
}

/** Records a build that waits for its turn, under the next number of its project. */
export async function newBuild(
  store: BuildStore,
  { project, target, source, initiator, overrides }: NewBuild,
): Promise<Build> {
  const now = Date.now();
  const build: Build = {
    id: `${project.name}:${randomUUID()}`,
    project: project.name,
    account: target.account,
    region: target.region,
    number: await store.takeNumber(project.name, project.buildsBefore),
    status: 'IN_PROGRESS',
    phases: [
      { type: 'SUBMITTED', status: 'SUCCEEDED', startTime: now, endTime: now },
      { type: 'QUEUED', startTime: now },
    ],
    repository: project.repository,
    ...source,
    initiator,
    overrides,
    startTime: now,
  };
  await store.write(build);
  return build;
}
