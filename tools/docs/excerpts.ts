import type { Code } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { visit } from 'unist-util-visit';
import { contains } from './printed.ts';

/**
 * Blocks such as ` ```ts file=apps/platform/platform.ts ` whose lines are not in that file, one after the other, each
 * as its line in the page. A line `…` stands for lines that are left out.
 */
export function misquotes(options: {
  readonly markdown: string;
  /** Text of a file, by its path in the repository. */
  readonly read: (path: string) => string;
}): readonly string[] {
  const wrong: string[] = [];
  visit(fromMarkdown(options.markdown), 'code', (block: Code) => {
    const file = block.meta
      ?.split(' ')
      .find((word) => word.startsWith('file='))
      ?.slice('file='.length);
    if (file !== undefined && !contains(options.read(file), block.value)) {
      wrong.push(`line ${block.position?.start.line}: not in ${file}`);
    }
  });
  return wrong;
}
