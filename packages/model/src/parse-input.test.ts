import { expect, test } from 'vitest';
import * as z from 'zod';
import { parseInput } from './parse-input.ts';

const none = (): undefined => undefined;

const schema = z.strictObject({
  names: z.array(z.string()).default([]),
  port: z
    .union([z.number(), z.strictObject({ number: z.number(), open: z.boolean().default(true) })])
    .optional(),
  parts: z
    .record(z.string().regex(/^[a-z]+$/), z.strictObject({ size: z.number(), note: z.string().optional() }))
    .default({}),
});

test('a valid input has an output and nothing else', () => {
  expect(parseInput(schema, { port: { number: 1 } }, none)).toEqual({
    output: { names: [], port: { number: 1, open: true }, parts: {} },
    problems: [],
    broken: [],
  });
});

test('what is broken is left out, and what is right stays', () => {
  const input = { parts: { a: { size: 1, note: 2 }, b: { size: 3 } }, more: 1 };
  const { output, problems, broken } = parseInput(schema, input, none);
  expect(output).toEqual({ names: [], parts: { a: { size: 1 }, b: { size: 3 } } });
  expect(problems.map(({ path }) => path)).toEqual(['parts.a.note', 'more']);
  expect(broken).toEqual([['parts', 'a', 'note'], ['more']]);
});

test('a required field that is broken takes its owner along, unless there is a stand-in', () => {
  const input = { parts: { a: { size: 'large' }, b: { size: 3 } } };
  expect(parseInput(schema, input, none).output?.parts).toEqual({ b: { size: 3 } });
  const withStandIn = parseInput(schema, input, (place) => (place.at(-1) === 'size' ? 0 : undefined));
  expect(withStandIn.output?.parts).toEqual({ a: { size: 0 }, b: { size: 3 } });
  expect(withStandIn.problems).toHaveLength(1);
});

test('an element that is broken takes its list along, and is named', () => {
  const { output, problems } = parseInput(schema, { names: ['a', 1, 2] }, none);
  expect(output?.names).toEqual([]);
  expect(problems.map(({ path }) => path)).toEqual(['names[1]', 'names[2]']);
});

test('two findings at one place take out no more than one', () => {
  const input = { names: [1, 2], parts: { a: { size: 1, more: 2 }, b: { size: 1, note: 1, more: 3 } } };
  const { output, problems } = parseInput(schema, input, none);
  expect(output).toEqual({ names: [], parts: { a: { size: 1 }, b: { size: 1 } } });
  expect(problems).toHaveLength(5);
});

test('of two ways to write a field, the closer one tells what is wrong', () => {
  expect(parseInput(schema, { port: { number: '1' } }, none).problems.map(({ path }) => path)).toEqual([
    'port.number',
  ]);
  expect(parseInput(schema, { port: '1' }, none).problems.map(({ path }) => path)).toEqual(['port']);
});

test('a name that is wrong takes its entry along', () => {
  const { output, problems } = parseInput(schema, { parts: { A: { size: 1 }, b: { size: 2 } } }, none);
  expect(output?.parts).toEqual({ b: { size: 2 } });
  expect(problems.map(({ path, message }) => [path, message.startsWith('its name: ')])).toEqual([
    ['parts.A', true],
  ]);
});

test('the order of what stays is kept', () => {
  const input = { parts: { c: { size: 1 }, a: { size: 1, note: 1 }, b: { size: 1 } } };
  expect(Object.keys(parseInput(schema, input, none).output?.parts ?? {})).toEqual(['c', 'a', 'b']);
});

test('of an input that is no object nothing stays', () => {
  expect(parseInput(schema, 7, none).output).toBeUndefined();
});
