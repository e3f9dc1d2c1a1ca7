import { filesOf } from '../files.ts';
import { gitEnvironment } from '../git-program.ts';
import type { Deliverer } from '../job.ts';
import { MadeRepository } from '../made-repository.ts';

/** The least that a first delivery with git costs: `git fast-import` of a stream that is there already, `git push`. */
export function fastImportDeliverer(): Deliverer {
  let repository: MadeRepository;
  return {
    prepare: async (job) => {
      repository = new MadeRepository(job.folder, await gitEnvironment(job));
      repository.create();
      repository.prepare(filesOf(job));
    },
    deliver: (job) => {
      repository.import();
      repository.push(job);
      return Promise.resolve('changed');
    },
  };
}
