import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The Node that came with a repository's dependencies; where there is none, the one that runs this. */
export function broughtNode(root: string): string {
  const brought = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(brought) ? brought : process.execPath;
}
