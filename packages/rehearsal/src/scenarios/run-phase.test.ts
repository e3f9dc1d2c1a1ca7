import { expect, test } from 'vitest';
import { phases, scenarios } from './index.ts';
import { chosen } from './run-phase.ts';

test('without names all scenarios run', () => {
  expect(chosen(phases, []).flat(2)).toEqual(scenarios);
});

test('of chosen scenarios those of different phases still run one after the other, and no lane is empty', () => {
  const names = ['drift-is-corrected', 'nothing-by-hand', 'every-change-is-a-commit'];
  const some = chosen(phases, names).map((phase) => phase.map((lane) => lane.map(({ name }) => name)));
  expect(some).toEqual([[['nothing-by-hand'], ['drift-is-corrected']], [['every-change-is-a-commit']]]);
});

test('a group is chosen by its name', () => {
  const some = chosen(phases, ['story']).flat(2);
  expect(some.length).toBeGreaterThan(1);
  expect(some.every(({ group }) => group === 'story')).toBe(true);
});
