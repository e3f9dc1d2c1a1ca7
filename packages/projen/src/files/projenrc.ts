import type * as projen from 'projen';
import type { Project } from 'projen';
import { ProjenrcFile } from 'projen/lib/projenrc';

/** Has `.projenrc.ts` run by Node itself; a new repository gets one with its options, unless it is written otherwise. */
export function projenrc(project: Project, options: { readonly isNew: boolean }): void {
  if (!options.isNew) {
    new PresentProjenrc(project);
    project.defaultTask?.addSteps({ execArgs: ['node', '.projenrc.ts'] });
    return;
  }
  // All of projen, which takes longer to read than a run that has nothing to do.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { typescript } = require('projen') as typeof projen;
  new typescript.ProjenrcTs(project, { runner: typescript.TypeScriptRunner.nodejs() });
  // Its own would take in every file of the repository.
  project.tryRemoveFile('tsconfig.projen.json');
}

/** The file that is there: markers in generated files name it. */
class PresentProjenrc extends ProjenrcFile {
  public readonly filePath = '.projenrc.ts';
}
