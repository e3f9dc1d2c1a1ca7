import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileServer } from './serve-files.ts';

/** Writes what signatures are believed by. @returns variables by which source-controller finds it */
export async function writeTrust(
  folder: string,
  server: FileServer,
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Record<string, string>> {
  const environment: Record<string, string> = { TUF_MIRROR: server.url, TUF_ROOT: join(folder, 'tuf') };
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name.toLowerCase());
    await writeFile(file, content);
    environment[name] = file;
  }
  return environment;
}
