import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TemplateError } from '../template-error';

/** What `projen new` itself puts into a folder before it calls a project type, and what may be there for npm and Git. */
const expected: ReadonlySet<string> = new Set([
  'package.json',
  'package-lock.json',
  'node_modules',
  '.npmrc',
  '.git',
]);

/**
 * Ends the making of a repository in a folder that holds anything already.
 * @throws TemplateError with what is there
 */
export function refuseFolderInUse(options: object): void {
  if (!('__new__' in options)) return;
  const folder = resolve('outdir' in options && typeof options.outdir === 'string' ? options.outdir : '.');
  const found = readdirSync(folder).filter((name) => !expected.has(name));
  if (found.length === 0) return;
  cleanUp(folder);
  const shown = found.sort().slice(0, 5).join(', ');
  throw new TemplateError(
    `${folder} is in use: it holds ${shown}${found.length > 5 ? ' and more' : ''}. Nothing was made. Run the command in an empty folder.`,
  );
}

/** Takes away what `npm init` and `npm install` left a moment ago, and only that. */
function cleanUp(folder: string): void {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest) || !isOfThisRun(manifest)) return;
  const { devDependencies = {}, scripts = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    readonly devDependencies?: Readonly<Record<string, string>>;
    readonly scripts?: Readonly<Record<string, string>>;
  };
  const isFromInit =
    Object.keys(scripts).every((name) => name === 'test') && (scripts['test'] ?? 'Error').includes('Error');
  const isOurs = Object.keys(devDependencies).every(
    (name) => name === 'projen' || name === '@tideway/projen',
  );
  if (!isFromInit || !isOurs) return;
  rmSync(manifest);
  rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
}

function isOfThisRun(file: string): boolean {
  return statSync(file).birthtimeMs >= performance.timeOrigin - 1000;
}
