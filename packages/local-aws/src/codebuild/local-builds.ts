import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { stateDirectory } from '../state/state-directory.ts';
import type { Build } from './builds/build.ts';
import { BuildStore } from './builds/build-store.ts';

/** A build of a state directory, and where its log is. */
export interface LocalBuild extends Build {
  /** Path of the log. */
  readonly log: string;
}

/** Builds of every project of a state directory, the newest first; needs no local AWS that runs. */
export async function localAwsBuilds(path: string): Promise<readonly LocalBuild[]> {
  const state = stateDirectory(path);
  const found: LocalBuild[] = [];
  for (const account of await folders(state.codeBuild)) {
    for (const region of await folders(join(state.codeBuild, account))) {
      const store = new BuildStore(state, { account, region });
      for (const project of await folders(join(state.codeBuild, account, region))) {
        const builds = await store.list(project);
        found.push(...builds.map((build) => ({ ...build, log: store.logOf(build) })));
      }
    }
  }
  return found.sort((one, other) => other.startTime - one.startTime || other.number - one.number);
}

async function folders(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
