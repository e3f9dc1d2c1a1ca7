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

/** Rows of the check table that came out of the tutorial: a letter for each of its parts, and how many it has. */
const tutorial = Object.entries({ G: 8, A: 6, B: 7, C: 10, D: 12, E: 4 }).flatMap(([part, count]) =>
  Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
);
const tutorialRows = rows.filter((row) => row.length === 4).slice(2);

test('the reference has every row of the tutorial with the scenarios that say so of themselves, and no other', () => {
  const expected = tutorial.map((id) => [
    id,
    scenarios
      .filter(({ ids }) => ids.includes(id))
      .map(({ name }) => `\`${name}\``)
      .join(' '),
  ]);
  expect(tutorialRows.map(([id, , names]) => [id, names])).toEqual(expected);
});

test('a row without a scenario says why', () => {
  const silent = tutorialRows.filter(([, , names, reason]) => names === '' && reason === '');
  expect(silent).toEqual([]);
});

test('no scenario claims a row that there is not', () => {
  const unknown = scenarios.flatMap(({ ids }) => ids.filter((id) => !tutorial.includes(id)));
  expect(unknown).toEqual([]);
});
