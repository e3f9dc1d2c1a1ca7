import { isSeq, parseAllDocuments, type Document } from 'yaml';
import { blockScalarsOf, type BlockScalars } from './block-scalars.ts';
import { canonicalLines } from './canonical-lines.ts';

/** A line that Flux's image automation would write in another way. */
export interface RewrittenLine {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

interface NumberedLine {
  readonly text: string;
  readonly number: number;
}

/**
 * Lines of a YAML file that kyaml, through which Flux's image automation reads and writes files, would
 * change. Empty for a fixed point, and for what is no YAML, which Flux leaves alone.
 *
 * Measured with kyaml 0.21.1, that of image-automation-controller 1.2: the test has what it did with each case.
 */
export function rewrittenLines(text: string): readonly RewrittenLine[] {
  const found: RewrittenLine[] = [];
  const add = (line: number, message: string): void => {
    found.push({ line, message });
  };
  if (text.startsWith('\uFEFF')) add(1, 'starts with a byte order mark, which is removed');
  if (text.includes('\r')) add(1, 'has Windows line ends, which become those of Unix');
  const unix = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const documents = parse(unix);
  if (documents === undefined) return [];
  const scalars = blockScalarsOf(unix, documents);
  const lines = unix.split('\n').map((line, index) => ({ text: line, number: index + 1 }));
  if (lines.at(-1)?.text === '') lines.pop();
  else add(lines.length, 'does not end with a line break');
  for (const { line, message } of scalars.problems) add(line, message);
  const content = contentOf(lines, scalars, add);
  if (content.at(-1)?.text === '---')
    add(content.at(-1)?.number ?? 1, 'starts an empty document and is removed');
  if (documents.some(({ contents }) => isSeq(contents))) {
    add(
      1,
      'is part of a list at the top of the file, which image automation can not read: it passes over the file',
    );
  }
  compare(content, add);
  return found.sort((a, b) => a.line - b.line);
}

/** Checks blank lines, comments and markers, and returns all other lines. */
function contentOf(
  lines: readonly NumberedLine[],
  scalars: BlockScalars,
  add: (line: number, message: string) => void,
): readonly NumberedLine[] {
  const content: NumberedLine[] = [];
  const open: number[] = [];
  const comments: NumberedLine[] = [];
  let dash = '';
  const isFirst = (line: NumberedLine): boolean =>
    lines.slice(0, line.number - 1).every(({ text }) => text === '');
  for (const line of lines) {
    const { text, number } = line;
    const indent = text.length - text.trimStart().length;
    if (scalars.lines.has(number) || scalars.inside.has(number)) {
      content.push(line);
    } else if (text.trim() === '') {
      // Between comments at the top of the file blank lines stay.
      if (content.length > 0 || isFirst(line)) add(number, 'is blank and is removed');
    } else if (text.trimStart().startsWith('#')) {
      comments.push(line);
      continue;
    } else {
      if (text === '---' && content.length === 0) add(number, 'marks the start of the file and is removed');
      else if (text === '...') add(number, 'marks the end of a document and is removed');
      else {
        const bare = withoutComment(line, add);
        if (bare === undefined) dash = text.slice(0, text.indexOf('#')).trimEnd();
        else
          content.push({
            ...bare,
            text: dash === '' ? bare.text : `${dash} ${bare.text.slice(dash.length + 1)}`,
          });
        if (bare !== undefined) dash = '';
      }
      if (/^\s+annotations: \{\}$/.test(text)) add(number, 'is empty and is removed');
      if (/^\s*(- )*<<:/.test(text)) add(number, 'merges a map, which gets the tag !!merge');
      checkComments(comments.splice(0), open, indent, add);
      while ((open.at(-1) ?? -1) > indent) open.pop();
      open.push(indent, ...innerIndents(text, indent));
    }
    if (comments.length > 0 && text.trim() !== '') checkComments(comments.splice(0), open, indent, add);
  }
  checkComments(comments, open, -1, add);
  return content;
}

/** A comment goes with the line after it, or with the end of the block before it. */
function checkComments(
  comments: readonly NumberedLine[],
  open: readonly number[],
  next: number,
  add: (line: number, message: string) => void,
): void {
  for (const { text, number } of comments) {
    const indent = text.length - text.trimStart().length;
    if (indent === next || (indent > next && open.includes(indent))) continue;
    const wanted = next === -1 ? (open.at(-1) ?? 0) : next;
    add(number, `holds a comment that is moved to an indentation of ${wanted}`);
  }
}

/** `- a: 1` opens a level at the dash and one behind it. */
function innerIndents(text: string, indent: number): readonly number[] {
  const dashes = /^(?:- )+/.exec(text.slice(indent))?.[0].length ?? 0;
  return Array.from({ length: dashes / 2 }, (_, index) => indent + (index + 1) * 2);
}

/** The line without a comment behind a bare key; undefined for a dash that has only a comment behind it. */
function withoutComment(
  line: NumberedLine,
  add: (line: number, message: string) => void,
): NumberedLine | undefined {
  const match = /^(\s*(?:- )*(?:[\w./-]+:|-))(\s+)#.*$/.exec(line.text);
  if (match === null) return line;
  if (match[2] !== ' ') add(line.number, 'gets one space before its comment');
  const text = match[1] ?? '';
  return text.endsWith('-') ? undefined : { text, number: line.number };
}

function compare(content: readonly NumberedLine[], add: (line: number, message: string) => void): void {
  const wanted = canonicalLines(content.map(({ text }) => text).join('\n'));
  if (wanted === undefined) return;
  const sameLength = wanted.length === content.length;
  let at = 0;
  for (let index = 0; index < content.length; index += 1, at += 1) {
    const line = content[index];
    const expected = wanted[at];
    if (line === undefined || line.text === expected) continue;
    add(line.number, rewritten(line.text, expected));
    if (sameLength) continue;
    // Where several lines become one, everything behind is the same again further on.
    const after = content.findIndex((other, position) => position > index && other.text === wanted[at + 1]);
    if (after === -1) return;
    index = after - 1;
  }
}

function rewritten(actual: string, expected: string | undefined): string {
  if (expected === undefined) return 'is removed';
  return `is rewritten to \`${expected.trim() === actual.trim() ? expected : expected.trim()}\``;
}

function parse(text: string): readonly Document[] | undefined {
  const documents = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent' });
  if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
  return documents;
}
