import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MarkdownResults } from './markdown.ts';

const begin = '<!-- results: written by npm run bench -- --write -->';
const end = '<!-- end of results -->';

/**
 * Puts the results between the markers of a page. Parts that were not measured now stay as they are.
 * @throws {Error} when the page has no markers
 */
export function writePage(options: {
  readonly root: string;
  /** Relative to the root. */
  readonly page: string;
  readonly results: MarkdownResults;
}): void {
  const { root, page, results } = options;
  const path = join(root, page);
  const before = readFileSync(path, 'utf8');
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${page}: expected the lines "${begin}" and "${end}"`);
  const markdown = mergeResults(before.slice(from + begin.length, to), results);
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

/** Replaces the sections of a page that were measured anew. One of another machine or number of runs says so itself. */
export function mergeResults(before: string, { machine, sections }: MarkdownResults): string {
  const [oldMachine = '', ...old] = before.trim().split(/^(?=## )/m);
  const measured = new Map(sections.map((section) => [headingOf(section), section]));
  const isWhole = old.every((section) => measured.has(headingOf(section)));
  const isAlike = isWhole || oldMachine.trim() === machine;
  const withMachine = (section: string): string =>
    isAlike ? section : section.replace(/^.*$/m, (heading) => `${heading}\n\n${machine}`);
  const kept = old.map((section) => {
    const again = measured.get(headingOf(section));
    measured.delete(headingOf(section));
    return again === undefined ? section.trim() : withMachine(again);
  });
  return [isWhole ? machine : oldMachine.trim(), ...kept, ...[...measured.values()].map(withMachine)].join(
    '\n\n',
  );
}

function headingOf(section: string): string {
  return section.split('\n', 1)[0] ?? '';
}
