import type { FileTree } from '@tideway/gitops';
import type { Edit } from '../git/clone.ts';

/** The file that the tutorial has a developer edit. */
export const footer = 'public/footer.html';

/** A file of a service that writes a page, and how something is added to that page. */
export interface EditedPage {
  readonly path: string;
  /** Adds a paragraph at the end of the page. */
  readonly saying: (text: string) => Edit;
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
  if (sources.has(footer)) return { path: footer, saying: (text) => (html) => `${html}<p>${text}</p>\n` };
  const found = [...sources]
    .filter(([path]) => code.test(path) && !test.test(path))
    .filter(([, { bytes }]) => Buffer.from(bytes).includes(end))
    .map(([path]) => path)
    .sort();
  const [path] = found;
  if (path === undefined) return undefined;
  return { path, saying: (text) => (page) => page.replace(end, () => `<p>${text}</p>\n${end}`) };
}
