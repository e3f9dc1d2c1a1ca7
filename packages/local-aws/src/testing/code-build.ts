import { readFile } from 'node:fs/promises';
import { vi } from 'vitest';
import type { Build } from '../codebuild/builds/build.ts';
import { hasEnded } from '../codebuild/builds/build.ts';
import { BuildStore } from '../codebuild/builds/build-store.ts';
import type { BuildProject } from '../codebuild/projects/build-project.ts';
import { setLocalAwsProjects } from '../codebuild/projects/project-list.ts';
import { openStateDirectory, stateDirectory } from '../state/state-directory.ts';
import type { GitClient } from './git-client.ts';
import { TARGET } from './git-client.ts';
import { makeFolder } from './scratch.ts';
import type { StartForTestOptions, TestedLocalAws } from './start-for-test.ts';
import { startForTest } from './start-for-test.ts';

/** A local AWS where builds run, with a clone of what is built. */
export interface TestedCodeBuild extends TestedLocalAws {
  readonly clone: GitClient;
  readonly store: BuildStore;
  /** Commits a buildspec and pushes it to a branch. @returns the commit */
  readonly pushBuildspec: (buildspec: string, branch?: string) => Promise<string>;
  /** Waits until a build has ended. */
  readonly ended: (number: number) => Promise<Build>;
  /** What a build's log says. */
  readonly logOf: (number: number) => Promise<string>;
}

/** The project of tests. */
export const PROJECT: BuildProject = { name: 'app', repository: 'app-repo' };

/** Starts local AWS with the project `app`, built from app-repo. */
export async function startCodeBuild(
  project: Partial<BuildProject> = {},
  options: StartForTestOptions = {},
): Promise<TestedCodeBuild> {
  const stateFolder = options.stateFolder ?? (await makeFolder());
  await openStateDirectory(stateFolder);
  await setLocalAwsProjects(stateFolder, [{ ...PROJECT, ...project }]);
  const local = await startForTest({ ...options, stateFolder, builds: true });
  await local.aws.ensureRepository('app-repo');
  const clone = await local.git.clone('app-repo', 'app');
  const store = new BuildStore(stateDirectory(stateFolder), TARGET);
  return {
    ...local,
    clone,
    store,
    pushBuildspec: async (buildspec, branch = 'main') => {
      const commit = await clone.commit('buildspec.yml', buildspec);
      await clone.ok('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      return commit;
    },
    ended: (number) =>
      vi.waitFor(
        async () => {
          const build = await store.read('app', number);
          if (!build || !hasEnded(build)) throw new Error(`build ${number} has not ended`);
          return build;
        },
        { timeout: 20_000, interval: 25 },
      ),
    logOf: (number) => readFile(store.logOf({ project: 'app', number }), 'utf8'),
  };
}
