import { cpSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Copies this monorepo's apps into a workspace of their own, so that nothing done there touches what the real one
 * delivers. It has no dependencies yet.
 */
export function copyWorkspace(options: {
  /** Root of this repository. */
  readonly root: string;
  /** Root of the workspace; made if it is missing. */
  readonly to: string;
}): void {
  for (const name of ['apps', 'nx.json', 'package.json']) {
    cpSync(join(options.root, name), join(options.to, name), {
      recursive: true,
      filter: (path) => !/[\\/](node_modules|dist)$/.test(path),
    });
  }
}
