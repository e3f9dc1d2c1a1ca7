import { describe, expect, test } from 'vitest';
import { rewrittenLines } from './rewritten-lines.ts';

const marker = 'tag: x # {"$imagepolicy": "a:b:tag"}\n';

/** The verdicts are those of kyaml 0.21.1, read and written as image-automation-controller 1.2 does it. */
describe('leaves alone what kyaml leaves alone', () => {
  test.each([
    ['a list indented by two', 'a:\n  - b\n  - c\n'],
    ['lists that are not indented', 'a:\n- b\nc:\n- d: 1\n  e: 2\n'],
    ['lists in lists', 'a:\n  - - 1\n    - 2\n'],
    ['flow collections', 'a: {b: c, d: e}\nl: [a, b]\ne: {}\nf: []\n'],
    ['scalars of any look', 'a: 0x1F\nb: 1_000\nc: ~\nd:\ne: 2026-11-22\nf: yes\ng: 010\nh: "yes"\ni: ""\n'],
    ['quotes', `a: 'it''s'\nb: "it's"\nc: "x\\ty"\n"d": 1\n'e': 2\n`],
    ['long lines', `a: ${'word '.repeat(60)}end\nb: "${'word '.repeat(60)}end"\n`],
    ['a literal block', 'a: |-\n  x\n\n  y: # z\nb: 1\n'],
    ['a literal block with an indicator', 'a: |2-\n    x\n  y\nb: 1\n'],
    ['a literal block with line breaks kept', 'a: |+\n  x\n\nb: 1\n'],
    ['a folded block of one line', 'a: >-\n  one line\nb: 1\n'],
    ['anchors and tags', 'a: &x 1\nb: *x\nc: !!str 1\n'],
    ['a comment at the end', 'a: 1\n# end one\n# end two\n'],
    ['a comment behind a key', 'a: # why\n  b: 1\nc:\n  - # why\n    d: 1\n'],
    ['comments before the next entry', 'a:\n  # x\n  - b: 1\n    # y\n    c: 2\n  # z\n  - d: 1\n'],
    ['a comment at the end of a block', 'a:\n  b: 1\n  # deep end\nc: 2\n'],
    ['comments without a space', '#x\na: 1 #y\n'],
    ['a blank line between comments at the top', '', '# one\n\n# two\n'],
    ['two documents', 'a: 1\n---\n# x\nb: 1\n'],
    ['letters of other languages', 'a: é\nb: "ü"\n'],
    ['annotations with content', 'metadata:\n  annotations:\n    b: "1"\n    a: "2"\n'],
  ])('%s', (_, text, before = '') => {
    expect(rewrittenLines(`${before}${marker}${text}`)).toEqual([]);
  });
});

describe('tells what kyaml changes', () => {
  test.each([
    ['a blank line', 'a: 1\n\nb: 1\n', 3, /blank/],
    ['a blank line at the end', 'a: 1\n\n', 3, /blank/],
    ['more spaces than one before a comment', 'a: x   # y\n', 2, /rewritten to `a: x # y`/],
    ['more spaces than one before a comment behind a key', 'a:   # y\n  b: 1\n', 2, /one space/],
    ['more spaces than one before a value', 'a:  1\n', 2, /rewritten to `a: 1`/],
    ['a space before a colon', 'a : 1\n', 2, /rewritten to `a: 1`/],
    ['a space at the end of a line', 'a: 1 \n', 2, /rewritten/],
    ['maps indented by four', 'a:\n    b: c\n', 3, /rewritten to ` {2}b: c`/],
    ['lists indented by four', 'a:\n    - b\n', 3, /rewritten to `- b`/],
    ['lists of two styles', 'a:\n  - b\nc:\n- d\n', 5, /rewritten to ` {2}- d`/],
    ['lists of two styles, the other first', 'a:\n- b\nc:\n  - d\n', 5, /rewritten to `- d`/],
    ['spaces behind a dash', 'a:\n  -   b: 1\n      c: 2\n', 3, /rewritten to `- b: 1`/],
    ['a dash on a line of its own', 'a:\n  -\n    b: 1\n', 3, /rewritten to `- b: 1`/],
    ['spaces in flow collections', 'a: { b: c }\n', 2, /rewritten to `a: {b: c}`/],
    ['a flow collection of several lines', 'a: [\n  x,\n  y\n]\nb: 1\n', 2, /rewritten to `a: \[x, y\]`/],
    ['a plain scalar of two lines', 'a: b\n  c\n', 2, /rewritten to `a: b c`/],
    ['a quoted scalar of two lines', 'a: "b\n  c"\n', 2, /rewritten to `a: "b c"`/],
    ['a folded block of two lines', 'a: >-\n  b\n  c\n', 3, /rewritten to `b c`/],
    ['a block with a space at the end of a line', 'a: |-\n  x \n  y\n', 2, /one quoted line/],
    ['an escape that is not needed', 'a: "\\u00e9"\n', 2, /rewritten to `a: "é"`/],
    ['a character beyond the basic plane', 'a: 😀\n', 2, /escape/],
    ['a tab in a plain scalar', 'a: x\ty\n', 2, /tab/],
    ['an explicit key', '? a\n: 1\n', 2, /rewritten to `a: 1`/],
    ['a merged map', 'a: &x {b: 1}\nc:\n  <<: *x\n', 4, /!!merge/],
    ['a comment that is too deep', 'a: 1\nb:\n  c: 1\n    # x\n  d: 1\n', 5, /indentation of 2/],
    ['a comment that is too shallow', 'a:\n# x\n  - b\n', 3, /indentation of 2/],
    ['an end of document', 'a: 1\n...\n', 3, /end of a document/],
    ['an empty document at the end', 'a: 1\n---\n', 3, /empty document/],
    ['empty annotations', 'metadata:\n  annotations: {}\n  name: x\n', 3, /empty/],
    ['no line break at the end', 'a: 1', 2, /line break/],
    ['Windows line ends', 'a: 1\r\n', 1, /Windows/],
  ])('%s', (_, text, line, message) => {
    const found = rewrittenLines(marker + text);
    expect(found[0]?.line).toBe(line);
    expect(found[0]?.message).toMatch(message);
  });

  test('a start of document, a byte order mark and a blank line before everything', () => {
    expect(rewrittenLines(`---\n${marker}`)).toMatchObject([{ line: 1 }]);
    expect(rewrittenLines(`\uFEFF${marker}`)).toMatchObject([{ line: 1 }]);
    expect(rewrittenLines(`\n${marker}`)).toMatchObject([{ line: 1 }]);
  });

  test('every line of a file that is wrong in many places', () => {
    const text = `${marker}a:\n-   b:   1\n    c: 2\n\nd: { e: f }\n`;
    expect(rewrittenLines(text).map(({ line }) => line)).toEqual([3, 4, 5, 6]);
  });
});

test('a list at the top of a file is never updated', () => {
  expect(rewrittenLines(`- ${marker}`)).toMatchObject([
    { message: expect.stringContaining('passes over') as string },
  ]);
});

test('what is no YAML is left to the rule for that', () => {
  expect(rewrittenLines(`${marker}a: [\n`)).toEqual([]);
});
