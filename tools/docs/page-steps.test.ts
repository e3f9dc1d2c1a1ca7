import { expect, test } from 'vitest';
import { readSteps } from './page-steps.ts';

const fence = '```';
const block = (info: string, text: string): string => `${fence}${info}\n${text}\n${fence}\n`;

test('blocks become steps in the order of the page, each with its line', () => {
  const page = `# Title\n\n${block('sh', 'one')}\n${block('diff', '--- a/x')}\n${block('sh ci', 'npm test')}\n${block('ts', 'no step')}`;
  expect(readSteps(page)).toEqual([
    { line: 3, kind: 'run', text: 'one', exitCode: 0 },
    { line: 7, kind: 'apply', text: '--- a/x', exitCode: 0 },
    { line: 11, kind: 'ci', text: 'npm test', exitCode: 0 },
  ]);
});

test('a block may say which exit code is its point', () => {
  expect(readSteps(block('sh exit=2', 'false'))[0]?.exitCode).toBe(2);
});

test('a text block is the output of the block right before it, with at most a line that announces it', () => {
  const prints = (between: string): string | undefined =>
    readSteps(`${block('sh', 'date')}\n${between}\n\n${block('text', 'today')}`)[0]?.prints;
  expect(prints('')).toBe('today');
  expect(prints('It prints:')).toBe('today');
  expect(prints('Something else.')).toBeUndefined();
  expect(prints('It prints:\n\nAnd so on:')).toBeUndefined();
});
