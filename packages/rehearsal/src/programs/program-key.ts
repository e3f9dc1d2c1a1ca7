import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GoToolchain } from './go-toolchain.ts';
import type { Program } from './program.ts';

/** What decides about the bytes of a program. */
export interface ProgramKeyOptions {
  readonly program: Program;
  readonly go: GoToolchain;
  /** Folder with a folder per family. */
  readonly modules: string;
}

/** Arguments of `go build` besides the output and the package. */
export function buildFlags({ variables = {} }: Program): readonly string[] {
  const set = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  return [
    '-trimpath',
    '-buildvcs=false',
    // The linker leaves it out anyway (-w): not writing it for each package saves a twentieth of the whole build.
    '-gcflags=all=-dwarf=false',
    `-ldflags=${['-s', '-w', ...set].join(' ')}`,
  ];
}

/** Sixteen hexadecimal digits that change whenever the program would be another one. */
export async function programKey({ program, go, modules }: ProgramKeyOptions): Promise<string> {
  const folder = join(modules, program.family);
  const own = (await readdir(folder)).filter((file) => file.endsWith('.go')).sort();
  const files = ['go.mod', 'go.sum', ...own].map((file) => readFile(join(folder, file)));
  const hash = createHash('sha256');
  for (const content of await Promise.all(files)) hash.update(content).update('\0');
  hash.update(
    JSON.stringify([go.version, go.platform, program.package, buildFlags(program), program.embeds]),
  );
  return hash.digest('hex').slice(0, 16);
}
