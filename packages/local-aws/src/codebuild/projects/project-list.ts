import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../../state/atomic-file.ts';
import type { StateDirectory } from '../../state/state-directory.ts';
import { stateDirectory } from '../../state/state-directory.ts';
import type { BuildProject } from './build-project.ts';
import { checkProjects } from './build-project.ts';

/** Projects that a state directory remembers. */
export async function projectsOf(state: StateDirectory): Promise<readonly BuildProject[]> {
  const text = await readFile(fileOf(state), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  const projects = JSON.parse(text) as readonly BuildProject[];
  checkProjects(projects);
  return projects;
}

/**
 * Remembers the projects of CodeBuild in place of those before; holds from the next push on, for a daemon that runs as
 * well. They belong to the first account and region of local AWS.
 *
 * @throws LocalAwsError with everything that is wrong with them.
 */
export async function setLocalAwsProjects(path: string, projects: readonly BuildProject[]): Promise<void> {
  checkProjects(projects);
  await replaceFile({
    path: fileOf(stateDirectory(path)),
    content: `${JSON.stringify(projects, undefined, 2)}\n`,
  });
}

function fileOf(state: StateDirectory): string {
  return join(state.codeBuild, 'projects.json');
}
