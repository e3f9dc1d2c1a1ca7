import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Definition, Image, Link } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';

/** Links and images of a page whose file does not exist, as they are written. */
export function brokenLinks(options: { readonly repository: string; readonly page: string }): readonly string[] {
  const file = join(options.repository, options.page);
  const broken: string[] = [];
  visit(fromMarkdown(readFileSync(file, 'utf8')), (node) => {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') return;
    const { url } = node as Link | Image | Definition;
    const [path = ''] = url.split('#');
    if (path === '' || /^[a-z]+:/.test(path)) return;
    if (!existsSync(join(dirname(file), decodeURIComponent(path)))) broken.push(url);
  });
  return broken;
}
