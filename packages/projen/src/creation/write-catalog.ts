import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../say';
import { broughtNode } from './brought-node';

/** Writes catalog-info.yaml, which is generated from the model, so that the first commit has it. */
export function writeCatalog(root: string): void {
  const tideway = join(root, 'node_modules', '@tideway', 'cli', 'bin', 'tideway.mjs');
  if (!existsSync(tideway)) return;
  const { status, stderr } = spawnSync(broughtNode(root), [tideway, 'catalog'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0)
    say(`catalog-info.yaml could not be written; later: npx nx sync\n${stderr ?? ''}`.trimEnd());
}
