import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RehearsalError } from '../rehearsal-error.ts';
import type { GoToolchain } from './go-toolchain.ts';
import { runGo } from './run-go.ts';

/** A module of a family, as the family's `go.mod` pins it. */
export interface ModuleOptions {
  readonly go: GoToolchain;
  readonly modules: string;
  readonly family: string;
  /** Import paths of modules. */
  readonly names: readonly string[];
}

/** A module in Go's module cache. */
export interface ModuleFolder {
  readonly version: string;
  readonly folder: string;
}

/**
 * Folders of modules in Go's module cache, downloaded where they are missing: CRDs and the like are read from there
 * rather than copied.
 *
 * @throws RehearsalError `program-not-built` when a module can't be had
 */
export async function moduleFolders(options: ModuleOptions): Promise<ReadonlyMap<string, ModuleFolder>> {
  const { go, modules, family, names } = options;
  const directory = join(modules, family);
  const list = ['list', '-m', '-f', '{{.Path}} {{.Version}} {{.Dir}}', ...names];
  const read = async () => parse((await runGo({ go, directory, arguments: list })).stdout);
  const found = await read();
  const isThere = (name: string) => existsSync(found.get(name)?.folder ?? '');
  if (names.every(isThere)) return found;
  const got = await runGo({ go, directory, arguments: ['mod', 'download', ...names] });
  if (!got.ok) {
    throw new RehearsalError(
      'program-not-built',
      `The Go modules ${names.join(', ')} (tools/go/${family}) can't be had: ${got.stderr.trim()}`,
    );
  }
  return await read();
}

function parse(text: string): Map<string, ModuleFolder> {
  return new Map(
    text.split('\n').flatMap((line): [string, ModuleFolder][] => {
      const [name, version, ...folder] = line.split(' ');
      return name && version ? [[name, { version, folder: folder.join(' ') }]] : [];
    }),
  );
}
