import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryFolder } from '../../git/repository-store.ts';
import { LocalAwsError } from '../../local-aws-error.ts';
import type { StateDirectory } from '../../state/state-directory.ts';
import type { Build } from '../builds/build.ts';
import type { Buildspec } from '../buildspec/buildspec-schema.ts';
import { parseBuildspec } from '../buildspec/parse-buildspec.ts';
import { provideTools } from '../docker/provide-tools.ts';
import type { BuildProject } from '../projects/build-project.ts';
import { buildspecPath } from '../projects/build-project.ts';
import { buildEnvironment, sourceUrl } from './build-environment.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildLog } from './build-log.ts';
import { fetchSource } from './fetch-source.ts';
import { findValues, localValuesFile, readLocalValues } from './local-values.ts';

/** What a build is prepared from. */
export interface PrepareBuildOptions {
  readonly state: StateDirectory;
  readonly build: Build;
  readonly project: BuildProject;
  /** Variables that lead to local AWS: see `localAwsEnvironment`. */
  readonly aws: Readonly<Record<string, string>>;
  /** More variables, over which project and buildspec win. */
  readonly variables: Readonly<Record<string, string>>;
  readonly folders: BuildFolders;
  /** Told what it must not show. */
  readonly log: BuildLog;
}

/** What the commands of a build start from. */
export interface PreparedBuild {
  readonly buildspec: Buildspec;
  /** The whole environment of its shell. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Fetches the source, reads its buildspec and finds the values that it asks for: CodeBuild's phase DOWNLOAD_SOURCE.
 *
 * @throws LocalAwsError `build-failed` when the buildspec or a value is missing, or asks for another Node.js
 * @throws BuildspecError with everything that is wrong with the buildspec
 */
export async function prepareBuild(options: PrepareBuildOptions): Promise<PreparedBuild> {
  const { state, build, project, aws, variables, folders, log } = options;
  const { account, region, repository, commit } = build;
  await fetchSource({
    repository: repositoryFolder(state, { account, region, name: repository }),
    commit,
    into: folders.source,
    url: sourceUrl(region, repository),
  });
  const buildspec = await readBuildspec(options);
  const values = findValues(buildspec.env, await readLocalValues(state), localValuesFile(state));
  log.hide(Object.values(values));
  const machine = await buildEnvironment({
    build,
    folders,
    aws,
    timeoutInMinutes: project.timeoutInMinutes ?? 60,
  });
  await provideTools(folders.tools);
  checkRuntimes(buildspec);
  return {
    buildspec,
    environment: {
      ...machine,
      ...variables,
      ...buildspec.env.variables,
      ...values,
      ...project.environmentVariables,
      ...build.overrides,
    },
  };
}

async function readBuildspec({ build, project, folders }: PrepareBuildOptions): Promise<Buildspec> {
  const file = buildspecPath(project);
  const text = await readFile(join(folders.source, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    throw new LocalAwsError(
      'build-failed',
      `${build.repository} has no ${file} at ${build.commit.slice(0, 7)}. Add one: it says what a build does.`,
    );
  });
  return parseBuildspec({ file, text });
}

/** Runtimes of a buildspec that are not those of this machine. Others than Node.js are what the PATH has. */
function checkRuntimes({ phases }: Buildspec): void {
  const wanted = phases.install?.['runtime-versions']?.['nodejs'];
  const major = process.versions.node.split('.')[0];
  if (wanted === undefined || wanted === 'latest' || wanted.split('.')[0] === major) return;
  throw new LocalAwsError(
    'build-failed',
    `phases.install.runtime-versions.nodejs: expected ${major}, which this machine has, got ${wanted}. Start local AWS with Node.js ${wanted}, or change the buildspec.`,
  );
}
