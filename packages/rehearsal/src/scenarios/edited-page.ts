import type { FileTree } from '@tideway/gitops';
import type { Edit } from '../git/clone.ts';

/** The file that the tutorial has a developer edit. */
export const footer = 'public/footer.html';

/** A file of a service that writes a page, and how something is added to that page. */
export interface EditedPage {
  readonly path: string;
  /** Adds a paragraph at the end of the page. @returns the edit by its path */
  readonly saying: (text: string) => Readonly<Record<string, Edit>>;
}

const code = /^(?:public|src)\/.*\.(?:html|[cm]?[jt]s)$/u;
const test = /\.test\.[cm]?[jt]s$/u;
const end = '</html>';

/**
 * Where a developer would edit what people see: the footer of the tutorial's shop, else the first file with the end of a
 * page.
 *
 * @returns undefined where the sources have no page
 */
export function editedPage(sources: FileTree): EditedPage | undefined {
  if (sources.has(footer)) return page(footer, (text) => (html) => `${html}<p>${text}</p>\n`);
  const found = [...sources]
    .filter(([path]) => code.test(path) && !test.test(path))
    .filter(([, { bytes }]) => Buffer.from(bytes).includes(end))
    .map(([path]) => path)
    .sort();
  const [path] = found;
  if (path === undefined) return undefined;
  return page(path, (text) => (program) => program.replace(end, () => `<p>${text}</p>\n${end}`));
}

function page(path: string, edit: (text: string) => Edit): EditedPage {
  return { path, saying: (text) => ({ [path]: edit(text) }) };
}
