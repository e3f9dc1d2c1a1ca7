import { isScalar, LineCounter, visit, type Document } from 'yaml';

/** The literal and folded blocks of a file. */
export interface BlockScalars {
  /** Lines, from 1, that their content stands on. */
  readonly lines: ReadonlySet<number>;
  /** Lines on which a quoted or plain scalar goes on from the line before. */
  readonly inside: ReadonlySet<number>;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** Where blocks are, and which of them kyaml turns into something else. */
export function blockScalarsOf(text: string, documents: readonly Document[]): BlockScalars {
  const counter = new LineCounter();
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) counter.addNewLine(at + 1);
  counter.addNewLine(0);
  counter.lineStarts.sort((a, b) => a - b);
  const lines = new Set<number>();
  const inside = new Set<number>();
  const problems: { line: number; message: string }[] = [];
  for (const document of documents) {
    visit(document, (_, node) => {
      if (!isScalar(node) || !node.range || typeof node.value !== 'string') return;
      const [start, end] = node.range;
      const first = counter.linePos(start).line;
      const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
      const last = counter.linePos(isBlock ? Math.max(start, end - 1) : end).line;
      for (let line = first + 1; line <= last; line += 1) (isBlock ? lines : inside).add(line);
      // Go's emitter takes characters beyond the basic plane for unprintable.
      if (/[\u{10000}-\u{10FFFF}]/u.test(text.slice(start, end))) {
        problems.push({ line: first, message: 'holds a character that is written as an escape' });
      } else if (!isBlock && node.type !== 'QUOTE_DOUBLE' && node.value.includes('\t')) {
        problems.push({ line: first, message: 'holds a tab that is written as an escape' });
      } else if (isBlock && / \n/.test(`${node.value}\n`)) {
        problems.push({
          line: first,
          message: 'is a block with spaces at the end of a line, which becomes one quoted line',
        });
      }
    });
  }
  return { lines, inside, problems };
}
