import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { GoToolchain } from './go-toolchain.ts';
import { moduleFolders } from './module-folder.ts';

/** A module that lacks files which it embeds. */
export interface CompleteModuleOptions {
  readonly go: GoToolchain;
  readonly modules: string;
  readonly family: string;
  /** Import path of the module. */
  readonly module: string;
  /** Files that it lacks, relative to it, with their content. */
  readonly files: Readonly<Record<string, string>>;
  /** Folder that is made: it holds the family's pins, and may be built from as the family's own folder. */
  readonly folder: string;
}

/**
 * Makes a copy of a family in which a copy of one module, with the files that it lacks, takes the module's place. All
 * other modules stay where they are: to vendor them would copy a hundred megabytes.
 *
 * @throws RehearsalError `program-not-built` when the module can't be had
 */
export async function completeModule(options: CompleteModuleOptions): Promise<void> {
  const { go, modules, family, module, files, folder } = options;
  const found = await moduleFolders({ go, modules, family, names: [module] });
  const copy = join(folder, 'module');
  await copyFolder(found.get(module)?.folder ?? '', copy);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await writeFile(join(copy, path), content);
  }
  await copyFile(join(modules, family, 'go.sum'), join(folder, 'go.sum'));
  const pins = await readFile(join(modules, family, 'go.mod'), 'utf8');
  await writeFile(join(folder, 'go.mod'), `${pins}\nreplace ${module} => ./module\n`);
}

/** Folders of Go's module cache can't be written to; those of the copy can. */
async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else await copyFile(source, target);
  }
}
