import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Programs } from './build-programs.ts';

/** Puts the programs that people use into one folder, for their PATH. @returns the folder */
export async function linkPrograms(folder: string, programs: Programs): Promise<string> {
  const bin = join(folder, 'bin');
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  for (const name of ['kubectl', 'flux'] as const) await symlink(programs.path[name], join(bin, name));
  return bin;
}
