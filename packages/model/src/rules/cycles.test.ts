import { expect, test } from 'vitest';
import { cycles } from './cycles.ts';

const graph = (edges: Readonly<Record<string, readonly string[]>>): ReturnType<typeof cycles> =>
  cycles(new Map(Object.entries(edges)));

test('a graph without circles has none, whatever its shape', () => {
  expect(graph({ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] })).toEqual([]);
  expect(graph({ a: ['nowhere'] })).toEqual([]);
});

test('a circle is told once, from the name that comes first', () => {
  expect(graph({ a: ['b'], b: ['c'], c: ['a'] })).toEqual([['a', 'b', 'c', 'a']]);
  expect(graph({ start: ['a'], a: ['b'], b: ['a'] })).toEqual([['a', 'b', 'a']]);
  expect(graph({ a: ['a'] })).toEqual([['a', 'a']]);
});

test('every circle is told', () => {
  expect(graph({ a: ['a'], b: ['c'], c: ['b'] })).toEqual([
    ['a', 'a'],
    ['b', 'c', 'b'],
  ]);
});
