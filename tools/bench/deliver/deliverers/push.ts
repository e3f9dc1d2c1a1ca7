import { filesOf } from '../files.ts';
import { gitEnvironment } from '../git-program.ts';
import type { Deliverer } from '../job.ts';
import { MadeRepository } from '../made-repository.ts';

/** The least that a change delivered with git costs: `git push` of a commit that was made before. */
export function pushDeliverer(): Deliverer {
  let repository: MadeRepository;
  return {
    prepare: async (job) => {
      repository = new MadeRepository(job.folder, await gitEnvironment(job));
      repository.create();
      repository.prepare(filesOf(job));
      repository.import();
    },
    deliver: (job) => {
      repository.push(job);
      return Promise.resolve('changed');
    },
  };
}
