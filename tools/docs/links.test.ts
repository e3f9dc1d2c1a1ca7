import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { brokenLinks } from './links.ts';

let repository = '';
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'tideway-links-'));
  writeFileSync(join(repository, 'other.md'), '# A title: with `code`, twice\n\n## Again\n\n## Again\n');
});
afterEach(() => rmSync(repository, { recursive: true }));

function broken(markdown: string): readonly string[] {
  writeFileSync(join(repository, 'page.md'), markdown);
  return brokenLinks({ repository, page: 'page.md' });
}

test('files and headings that are there', () => {
  const links = [
    'other.md',
    'other.md#a-title-with-code-twice',
    'other.md#again',
    'other.md#again-1',
    '#here',
  ];
  expect(
    broken(`# Here\n\n${links.map((url) => `[x](${url})`).join(' ')} [y](https://example.com/none)`),
  ).toEqual([]);
});

test('files and headings that are not there, as links, images and references', () => {
  const page = '[a](none.md) ![b](none.png) [c][d] [e](other.md#again-2) [f](#nowhere)\n\n[d]: none.txt\n';
  expect(broken(page).toSorted()).toEqual([
    '#nowhere',
    'none.md',
    'none.png',
    'none.txt',
    'other.md#again-2',
  ]);
});
