import { gitEnvironment, runProgram } from '../git-program.ts';
import type { Deliverer } from '../job.ts';
import { MadeRepository } from '../made-repository.ts';

/** The least with which git sees that nothing changed: one `git ls-remote`. */
export function lsRemoteDeliverer(): Deliverer {
  let environment: Readonly<Record<string, string>> = {};
  return {
    prepare: async (job) => {
      environment = await gitEnvironment(job);
      new MadeRepository(job.folder, environment).fill(job);
    },
    deliver: (job) => {
      runProgram({ command: ['git', 'ls-remote', job.url, 'refs/heads/main'], environment });
      return Promise.resolve('unchanged');
    },
  };
}
