import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { refuseFolderInUse } from '../creation/refuse-folder-in-use';
import { TemplateError } from '../template-error';

/** Where a new service goes. */
export interface Place {
  /** Root of the monorepo. */
  readonly root: string;
  /** The service's own folder. */
  readonly folder: string;
}

/**
 * The place of a service in the monorepo around it.
 * @throws TemplateError when there is none, it is not made for it, or the folder is another one or in use
 */
export function placeOf(options: { readonly name: string; readonly outdir?: string }): Place {
  const { name } = options;
  const folder = resolve(options.outdir ?? '.');
  const root = monorepoAround(folder);
  if (root === undefined) {
    throw new TemplateError(
      `${folder} is in no monorepo: neither it nor a folder above it has an nx.json. Nothing was made.\nRun the command in apps/${name} of a repository that platform-monorepo made.`,
    );
  }
  const wanted = join(root, 'apps', name);
  if (folder !== wanted) {
    throw new TemplateError(
      `The service ${name} lies in ${wanted}, and this is ${folder}. Nothing was made.\nRun: mkdir -p ${wanted} && cd ${wanted}, then the command again.`,
    );
  }
  refuseFolderInUse(folder);
  if (!existsSync(join(root, 'node_modules', '@tideway', 'nx', 'generators.json'))) {
    throw new TemplateError(
      `${root} has no @tideway/nx installed, which adds a service to its model. Nothing was made.\nRun there: npm install, or npm install --save-dev --save-exact @tideway/nx.`,
    );
  }
  return { root, folder };
}

function monorepoAround(folder: string): string | undefined {
  if (existsSync(join(folder, 'nx.json'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : monorepoAround(above);
}
