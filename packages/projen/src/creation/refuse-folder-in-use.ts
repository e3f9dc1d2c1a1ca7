import { readdirSync } from 'node:fs';
import { TemplateError } from '../template-error';

/** What may be in a folder for npm and Git, before a repository is made in it. */
export const kept: ReadonlySet<string> = new Set(['.npmrc', '.git']);

/** And what `projen new` itself puts there. */
const expected: ReadonlySet<string> = new Set([...kept, 'package.json', 'package-lock.json', 'node_modules']);

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
