import { type LocalBuild, localAwsBuilds } from '@tideway/local-aws';
import { CliError } from '../../cli-error.ts';
import type { Context } from '../../context.ts';
import { localFolder } from './where.ts';

/**
 * The builds of a project, the newest first; those of all projects if none is named.
 * @throws CliError `build-unknown` when the project has none
 */
export async function buildList(
  project: string | undefined,
  context: Context,
): Promise<readonly LocalBuild[]> {
  const all = await localAwsBuilds(localFolder(context));
  if (project === undefined) return all;
  const found = all.filter((build) => build.project === project);
  if (found.length > 0) return found;
  const known = [...new Set(all.map((build) => build.project))].join(', ') || 'none';
  throw new CliError({
    code: 'build-unknown',
    outcome: 'misused',
    message: `${project}: no build of such a project. There are builds of: ${known}.`,
  });
}

/** What `--json` shows of a build. */
export function describeBuild(build: LocalBuild): Record<string, unknown> {
  const { project, number, status, sourceVersion, commit, startTime, endTime, exported, log } = build;
  return {
    project,
    number,
    status,
    sourceVersion,
    commit,
    ...(endTime === undefined ? {} : { milliseconds: endTime - startTime }),
    ...(exported === undefined ? {} : { exported }),
    ...(problemOf(build) === undefined ? {} : { problem: problemOf(build) }),
    log,
  };
}

/** Why a build did not succeed, as the first phase that failed says it. */
export function problemOf({ phases }: LocalBuild): string | undefined {
  return phases.find(({ message }) => message !== undefined)?.message;
}

/** A branch without what every branch's name starts with. */
export function shortSource({ sourceVersion }: LocalBuild): string {
  return sourceVersion.replace(/^refs\/(heads|tags)\//, '');
}
