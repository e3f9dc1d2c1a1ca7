import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deliver } from '@tideway/delivery';
import type { FileTree } from '@tideway/gitops';
import { filesOf } from '../files.ts';
import type { Deliverer } from '../job.ts';

/**
 * `deliver` of `@tideway/delivery`.
 * @param options.keepsState whether it has its mirror and its memory from the delivery before, or is on a new machine
 */
export function tidewayDeliverer(options: { readonly keepsState: boolean }): Deliverer {
  let tree: FileTree = new Map();
  return {
    prepare: async (job) => {
      tree = new Map([...filesOf(job)].map(([path, content]) => [path, { bytes: Buffer.from(content) }]));
      if (!options.keepsState) await rm(join(job.folder, 'state'), { recursive: true, force: true });
    },
    deliver: async ({ repository, url, environment, credentials, folder }) => {
      const { outcome, pushed, held } = await deliver({
        repository,
        remote: {
          url,
          branch: 'main',
          environment,
          ...(credentials && { credentials: () => Promise.resolve(credentials) }),
        },
        tree,
        stateDirectory: join(folder, 'state'),
        version: '0.0.0',
      });
      if (held.length > 0) throw new Error(`${repository}: ${outcome}, ${held.length} files held`);
      return pushed ? 'changed' : 'unchanged';
    },
  };
}
