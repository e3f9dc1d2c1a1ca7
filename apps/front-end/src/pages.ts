import { readFileSync } from 'node:fs';

const read = (name: string): string => readFileSync(new URL(`../public/${name}`, import.meta.url), 'utf8');

/** The pages of the shop by path, read once; the footer is a file of its own that every page includes. */
export function readPages(): ReadonlyMap<string, string> {
  const footer = read('footer.html');
  return new Map([
    ['/', read('index.html').replace('<!-- footer.html -->', () => footer)],
    ['/footer.html', footer],
  ]);
}
