import { readdirSync } from 'node:fs';
import { TemplateError } from '../template-error';

/** What `projen new` itself puts into a folder, and what may be there for npm and Git. */
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
export function refuseFolderInUse(folder: string): void {
  const found = readdirSync(folder)
    .filter((name) => !expected.has(name))
    .sort();
  if (found.length === 0) return;
  const shown = `${found.slice(0, 5).join(', ')}${found.length > 5 ? ' and more' : ''}`;
  throw new TemplateError(
    `${folder} is in use: it holds ${shown}. Nothing was made. Run the command in an empty folder.`,
  );
}
