import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { CliError } from './cli-error.ts';

/** Where a command works. */
export interface Workspace {
  /** Root of the monorepo. */
  readonly root: string;
  /** Absolute path of the model. */
  readonly platformFile: string;
  /** The same, relative to the root with forward slashes: how headers and messages name it. */
  readonly model: string;
  /** Folder for everything that can be made again: `.tideway`. */
  readonly stateDirectory: string;
}

const rootMarks = ['nx.json', '.git'];

/**
 * Finds the monorepo around a folder and the one `platform.ts` that is meant: the file given, else the one in the
 * folder or above it, else the only one under `apps/`.
 * @throws CliError `platform-not-found`, `platform-ambiguous`
 */
export function findWorkspace(options: {
  readonly cwd: string;
  readonly platform?: string | undefined;
}): Workspace {
  const root = findRoot(options.cwd);
  const platformFile =
    options.platform === undefined ? findPlatform(options.cwd, root) : given(options.cwd, options.platform);
  return {
    root,
    platformFile,
    model: relative(root, platformFile).replaceAll('\\', '/'),
    stateDirectory: join(root, '.tideway'),
  };
}

/** The nearest folder upwards that holds `nx.json` or `.git`; the folder itself if there is none. */
export function findRoot(cwd: string): string {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (rootMarks.some((mark) => existsSync(join(folder, mark)))) return folder;
    if (dirname(folder) === folder) return resolve(cwd);
  }
}

function given(cwd: string, file: string): string {
  const path = resolve(cwd, file);
  if (existsSync(path)) return path;
  throw new CliError({
    code: 'platform-not-found',
    outcome: 'misused',
    message: `${file}: no such file. Give --platform the path of a platform.ts.`,
  });
}

function findPlatform(cwd: string, root: string): string {
  for (let folder = resolve(cwd); folder.startsWith(root); folder = dirname(folder)) {
    const file = join(folder, 'platform.ts');
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) break;
  }
  const apps = join(root, 'apps');
  const found = existsSync(apps)
    ? readdirSync(apps)
        .sort()
        .map((name) => join(apps, name, 'platform.ts'))
        .filter((file) => existsSync(file))
    : [];
  const [only, another] = found;
  if (only !== undefined && another === undefined) return only;
  throw only === undefined
    ? new CliError({
        code: 'platform-not-found',
        outcome: 'misused',
        message: `No platform.ts in ${cwd}, above it, or in ${join(root, 'apps')}/*. Go to your monorepo, or give --platform <file>.`,
      })
    : new CliError({
        code: 'platform-ambiguous',
        outcome: 'misused',
        message: `${found.length} models: ${found.map((file) => relative(root, file)).join(', ')}. Say which with --platform <file>.`,
      });
}
