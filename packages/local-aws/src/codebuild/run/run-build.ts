import type { StateDirectory } from '../../state/state-directory.ts';
import type { Build, BuildStatus } from '../builds/build.ts';
import type { BuildStore } from '../builds/build-store.ts';
import type { BuildProject } from '../projects/build-project.ts';
import { BuildLog } from './build-log.ts';
import { BuildProgress } from './build-progress.ts';
import { BuildRun } from './build-run.ts';

/** What a build is run with. */
export interface RunBuildOptions {
  readonly state: StateDirectory;
  readonly store: BuildStore;
  readonly project: BuildProject;
  readonly build: Build;
  /** Variables that lead to local AWS: see `localAwsEnvironment`. */
  readonly aws: Readonly<Record<string, string>>;
  /** Values that the log must not show, besides the build's own secrets. */
  readonly secrets: readonly string[];
  /** More variables, over which project and buildspec win. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
  /** Ends the build; its reason is what the build is recorded as. */
  readonly signal: AbortSignal;
}

/** How a build has ended. */
export type Ended = Exclude<BuildStatus, 'IN_PROGRESS'>;

/** Why a build is ended from outside. */
export type Interruption = Extract<BuildStatus, 'STOPPED' | 'TIMED_OUT'>;

/**
 * Runs a build from its source to its end, as CodeBuild does
 * (https://docs.aws.amazon.com/codebuild/latest/userguide/view-build-details-phases.html). Never throws: what goes wrong
 * is the build's status and in its log.
 *
 * @returns the build as it ended.
 */
export async function runBuild(options: RunBuildOptions): Promise<Build> {
  const { store, build, project } = options;
  const progress = new BuildProgress(store, build);
  const log = new BuildLog({ path: store.logOf(build), secrets: options.secrets });
  const timeout = new AbortController();
  const minutes = project.timeoutInMinutes ?? 60;
  const timer = setTimeout(() => timeout.abort('TIMED_OUT' satisfies Interruption), minutes * 60_000);
  const signal = AbortSignal.any([options.signal, timeout.signal]);
  const run = new BuildRun({ ...options, progress, log, signal });
  let status: Ended = 'FAULT';
  try {
    status = await run.all();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    log.say(`Local AWS failed: ${said}`);
    await progress.leave('FAULT', said).catch(() => undefined);
  } finally {
    clearTimeout(timer);
    // First the log: whoever sees that a build has ended finds all of it.
    await log.close();
  }
  await progress.complete(status).catch(() => undefined);
  return progress.build;
}
