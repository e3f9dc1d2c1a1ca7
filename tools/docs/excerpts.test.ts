import { expect, test } from 'vitest';
import { misquotes } from './excerpts.ts';

const quote = (text: string): readonly string[] =>
  misquotes({
    markdown: `\`\`\`ts file=a.ts\n${text}\n\`\`\``,
    read: (path) => (path === 'a.ts' ? 'one\ntwo\nthree\n' : ''),
  });

test('a quotation has whole lines of the file, and may leave some out', () => {
  expect(quote('two\nthree')).toEqual([]);
  expect(quote('one\n…\nthree')).toEqual([]);
});

test('a quotation that the file does not have is told with its place', () => {
  expect(quote('three\nfour')).toEqual(['line 1: not in a.ts']);
  expect(quote('one\nthree')).toEqual(['line 1: not in a.ts']);
});

test('a block that names no file quotes nothing', () => {
  expect(misquotes({ markdown: '```ts\nfour\n```', read: () => '' })).toEqual([]);
});
