import { gitEnvironment } from '../git-program.ts';
import type { Deliverer } from '../job.ts';
import { MadeRepository } from '../made-repository.ts';

/** The least with which anybody sees that nothing changed: one request for the branches, from a process that runs. */
export function requestDeliverer(): Deliverer {
  return {
    prepare: async (job) => new MadeRepository(job.folder, await gitEnvironment(job)).fill(job),
    deliver: async ({ url }) => {
      // gitprotocol-http(5): the branches are in the answer unless version 2 is asked for.
      const response = await fetch(`${url}/info/refs?service=git-upload-pack`);
      const refs = await response.text();
      if (!refs.includes('refs/heads/main')) throw new Error(`${url} lists no branch: ${response.status}`);
      return 'unchanged';
    },
  };
}
