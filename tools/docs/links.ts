import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Heading } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

/** Links and images of a page that name a file or a heading that is not there, as they are written. */
export function brokenLinks(options: {
  readonly repository: string;
  readonly page: string;
}): readonly string[] {
  const file = join(options.repository, options.page);
  return linksOf(readFileSync(file, 'utf8')).filter((url) => {
    const [path = '', heading] = url.split('#');
    const target = path === '' ? file : join(dirname(file), decodeURIComponent(path));
    if (!existsSync(target)) return true;
    return (
      heading !== undefined &&
      target.endsWith('.md') &&
      !anchors(readFileSync(target, 'utf8')).includes(heading)
    );
  });
}

/** Where the links and images of a page lead, but for those that leave the repository. */
export function linksOf(markdown: string): readonly string[] {
  const urls: string[] = [];
  visit(fromMarkdown(markdown), (node) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      urls.push(node.url);
    }
  });
  return urls.filter((url) => !/^[a-z]+:/.test(url));
}

/** Names by which a link can point at the headings of a page, as GitHub makes them. */
function anchors(markdown: string): readonly string[] {
  const names: string[] = [];
  visit(fromMarkdown(markdown), 'heading', (heading: Heading) => {
    let text = '';
    visit(heading, (node) => {
      if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
    });
    const name = text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-');
    const before = names.filter((other) => other === name || other.replace(/-\d+$/, '') === name).length;
    names.push(before === 0 ? name : `${name}-${before}`);
  });
  return names;
}
