import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const begin = '<!-- results: written by npm run bench -- --write -->';
const end = '<!-- end of results -->';

/**
 * Puts the results between the markers of a page.
 * @throws {Error} when the page has no markers
 */
export function writePage(options: {
  readonly root: string;
  /** Relative to the root. */
  readonly page: string;
  readonly markdown: string;
}): void {
  const { root, page, markdown } = options;
  const path = join(root, page);
  const before = readFileSync(path, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${page}: expected the lines "${begin}" and "${end}"`);
  const beside = path.replace(/\.md$/, `.${process.pid}.md`);
  writeFileSync(beside, `${before.slice(0, from)}${begin}\n\n${markdown}\n\n${before.slice(to)}`);
  const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
  execFileSync(process.execPath, [prettier, '--write', beside], {
    cwd: root,
    stdio: 'ignore',
    timeout: 60_000,
  });
  renameSync(beside, path);
}
