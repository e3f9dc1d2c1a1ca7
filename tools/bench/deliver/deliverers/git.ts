import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { filesOf } from '../files.ts';
import { gitEnvironment, runProgram } from '../git-program.ts';
import type { Deliverer } from '../job.ts';
import { SourceFolder } from '../source-folder.ts';

const script = join(import.meta.dirname, '..', 'clone-and-push.sh');
const nothingToCommit = 10;

/**
 * Plain git: clone, copy, add, commit, push.
 * @param options.keepsClone whether it has the clone of the delivery before and only fetches
 */
export function gitDeliverer(options: { readonly keepsClone: boolean }): Deliverer {
  let environment: Readonly<Record<string, string>> = {};
  let source: SourceFolder | undefined;
  return {
    prepare: async (job) => {
      const path = join(job.folder, 'source');
      if (source?.path !== path) source = new SourceFolder(path);
      source.hold(filesOf(job));
      if (!options.keepsClone) await rm(join(job.folder, 'clone'), { recursive: true, force: true });
      environment = await gitEnvironment(job);
    },
    deliver: ({ url, folder }) => {
      const code = runProgram({
        command: ['sh', script, url, join(folder, 'source'), join(folder, 'clone')],
        environment,
        codes: [0, nothingToCommit],
      });
      return Promise.resolve(code === 0 ? 'changed' : 'unchanged');
    },
  };
}
