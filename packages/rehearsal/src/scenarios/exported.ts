import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf } from '../report/tree-digest.ts';
import type { World } from './world.ts';

/** Writes all files of a repository's main branch into a folder of their own. @returns the folder */
export async function exported(world: World, name: string): Promise<string> {
  const folder = join(world.scratch, 'exported', name);
  await rm(folder, { recursive: true, force: true });
  for (const [path, content] of await filesOf(world.site.repository(name), 'main')) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}
