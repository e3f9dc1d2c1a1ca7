import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../measure/stage.ts';

/**
 * A copy of this monorepo's apps with its own local AWS, so that a benchmark never touches what the real one holds.
 * @returns Its root
 */
export function makeWorkspace(stage: Stage): string {
  const root = join(stage.folder, 'workspace');
  for (const name of ['apps', 'nx.json', 'package.json']) {
    cpSync(join(stage.root, name), join(root, name), {
      recursive: true,
      filter: (path) => !path.endsWith('/node_modules') && !path.endsWith('/dist'),
    });
  }
  symlinkSync(join(stage.root, 'node_modules'), join(root, 'node_modules'), 'dir');
  return root;
}
