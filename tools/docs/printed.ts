import { stripVTControlCharacters } from 'node:util';

/** What stands for text that differs from run to run: within a line any characters, alone on a line any lines. */
export const wildcard = '…';

/** Whether a text contains what a page shows of it: whole lines, in order, one after the other. */
export function contains(text: string, shown: string): boolean {
  const [lines, wanted] = [stripVTControlCharacters(text), shown].map((all) =>
    all.split('\n').map((line) => line.trimEnd()),
  ) as [string[], string[]];
  return lines.some((_line, start) => follows(lines.slice(start), wanted));
}

/** Whether lines begin with the wanted ones. */
function follows(lines: readonly string[], wanted: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return true;
  if (first.trim() === wildcard) {
    return rest.length === 0 || lines.some((_line, start) => follows(lines.slice(start), rest));
  }
  return lines[0] !== undefined && isLike(lines[0], first) && follows(lines.slice(1), rest);
}

function isLike(line: string, wanted: string): boolean {
  const [start = '', ...middle] = wanted.split(wildcard);
  const end = middle.pop();
  if (end === undefined) return line === start;
  if (!line.startsWith(start) || !line.endsWith(end)) return false;
  let position = start.length;
  for (const part of middle) {
    const found = line.indexOf(part, position);
    if (found === -1) return false;
    position = found + part.length;
  }
  return position <= line.length - end.length;
}
