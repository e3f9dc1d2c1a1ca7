import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { kept } from './refuse-folder-in-use';

/** Takes everything out of a folder that was empty before a repository was made in it; what npm and Git had there stays. */
export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
