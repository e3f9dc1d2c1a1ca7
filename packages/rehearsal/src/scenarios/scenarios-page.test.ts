import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { controls } from '../controls/controls.ts';
import { scenarios } from './index.ts';

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const page = readFileSync(join(repository, 'docs', 'reference', 'scenarios.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('the reference has every scenario with its promise and its rows of the tutorial', () => {
  const expected = scenarios.map(({ name, promise, ids }) => [`\`${name}\``, promise, ids.join(' ')]);
  expect(rows.filter((row) => row.length === 3).slice(2)).toEqual(expected);
});

test('the reference has everything that is broken on purpose', () => {
  const expected = controls.map(({ name, notices }) => [name, `\`${notices.name}\``]);
  expect(rows.filter((row) => row.length === 2).slice(2)).toEqual(expected);
});

test('every scenario has a name of its own, in words', () => {
  const names = scenarios.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
});

test('at least ten scenarios are known to notice', () => {
  expect(new Set(controls.map(({ notices }) => notices.name)).size).toBeGreaterThanOrEqual(10);
});
