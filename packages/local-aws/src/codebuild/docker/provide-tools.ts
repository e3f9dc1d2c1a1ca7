import { writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Puts the commands into a folder that a build finds before those of the machine: `docker`. */
export async function provideTools(folder: string): Promise<void> {
  // From sources it is run as TypeScript, from a release as JavaScript.
  const docker = fileURLToPath(new URL(`docker${extname(import.meta.filename)}`, import.meta.url));
  const script = `#!/bin/sh\nexec ${quote(process.execPath)} ${quote(docker)} "$@"\n`;
  await writeFile(join(folder, 'docker'), script, { mode: 0o755 });
}

function quote(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
