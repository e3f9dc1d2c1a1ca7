import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath } from './problem.ts';
import type { Path } from './problem.ts';
import { problemsOfInput, smallShop } from './small-shop.testing.ts';

/** Every place of a value that holds no other values. */
function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...entries].flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function replaced(value: unknown, [key, ...deeper]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], deeper, by);
  return copy;
}

// Helm values may be anything, and any text is an environment variable, an argument, a reason or an annotation.
const FREE =
  /^controllers\..*\.(?:values|environments)|\.(?:env|annotations)(?:\.|\[)|\.(?:args|command|exec)\[|\.reason$/;

const places = leaves(smallShop).filter((path) => !FREE.test(formatPath(path)));

/** Nothing in a platform may look like this. */
const nonsense = fc.oneof(
  fc.constantFrom('', ' ', '\u0000', 'a b', 'x'.repeat(300)),
  fc.constantFrom(-1, Number.NaN, Number.POSITIVE_INFINITY, 1e9 + 0.5, {}, [], null, Symbol('x'), 10n),
);

test('a value that can not be is reported at its place, and nothing else is', () => {
  expect(places.length).toBeGreaterThan(60);
  fc.assert(
    fc.property(fc.constantFrom(...places), nonsense, (path, value) => {
      const problems = problemsOfInput(replaced(smallShop, path, value));
      expect(problems).not.toEqual([]);
      const place = formatPath(path);
      // A list with a broken element, and a kind that decides about its neighbours, are reported there.
      const around = formatPath(path.slice(0, -1));
      for (const problem of problems)
        expect(problem.startsWith(place) || problem.startsWith(around)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a required field that is missing is reported at its place', () => {
  const required: readonly Path[] = [
    ['name'],
    ['aws', 'account'],
    ['environments'],
    ['clusters', 'dev-1', 'environment'],
    ['clusters', 'prod-1', 'cidr'],
    ['controllers', 'metrics', 'chart'],
    ['tenants', 'mail', 'repository'],
    ['tenants', 'shop', 'services', 'web', 'image'],
    ['tenants', 'shop', 'services', 'web', 'volumes', 'tmp', 'size'],
  ];
  for (const path of required) {
    const problems = problemsOfInput(replaced(smallShop, path, undefined));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/ got nothing$/);
    expect(problems[0]?.startsWith(formatPath(path))).toBe(true);
  }
});

test('whatever is written, problems are reported and nothing else is thrown', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.anything(), (path, value) => {
      for (const problem of problemsOfInput(replaced(smallShop, path, value)))
        expect(problem).toMatch(/^[a-z].*: ./);
    }),
    { numRuns: 300 },
  );
});
