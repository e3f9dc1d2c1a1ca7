import type { Project } from 'projen';
import { SampleFile } from 'projen/lib/sample-file';

/** Says of a file that it is the team's, in the comments of its kind. */
export const yours = 'Written once by the template; it is yours.';

/**
 * Files that are the team's: written where there are none, and never touched again.
 * @param files Text by path
 */
export function once(project: Project, files: Readonly<Record<string, string>>): void {
  for (const [path, contents] of Object.entries(files)) new SampleFile(project, path, { contents });
}
