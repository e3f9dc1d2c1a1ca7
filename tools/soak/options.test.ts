import { describe, expect, it } from 'vitest';
import { readOptions, WrongUse } from './options.ts';
import { jobsOf } from './soak.ts';

const read = (...argv: readonly string[]) => {
  const options = readOptions(argv);
  if (options === undefined) throw new Error('It shows the help.');
  return options;
};

describe('the options of a soak', () => {
  it('ask for 500 interleavings and 100 crashes without a limit', () => {
    expect(read()).toMatchObject({ interleavings: 500, crashes: 100, timeLimit: Number.POSITIVE_INFINITY });
  });

  it('choose how many, which, and for how long', () => {
    expect(read('--runs', '50', '--minutes', '3')).toMatchObject({
      interleavings: 50,
      crashes: 10,
      timeLimit: 180_000,
    });
    expect(read('--only', 'crashes')).toMatchObject({ interleavings: 0, crashes: 100 });
    expect(read('--only', 'crashes', '--runs', '7')).toMatchObject({ interleavings: 0, crashes: 7 });
    expect(read('--only', 'interleavings', '--runs', '7')).toMatchObject({ interleavings: 7, crashes: 0 });
  });

  it('run exactly one failure again', () => {
    expect(read('--seed', '12', '--path', '0:3:1')).toMatchObject({
      interleavings: 1,
      crashes: 0,
      seed: 12,
      path: '0:3:1',
    });
  });

  it('refuse what makes no sense, and say what would', () => {
    expect(() => read('--only', 'races')).toThrow(
      new WrongUse('--only races: it is interleavings or crashes.'),
    );
    expect(() => read('--runs', 'many')).toThrow(new WrongUse('--runs many: it is a whole number.'));
    expect(() => read('--path', '0')).toThrow(WrongUse);
    expect(() => read('--fast')).toThrow(WrongUse);
  });

  it('spread crashes evenly between interleavings', () => {
    const kinds = [...jobsOf(read('--runs', '10', '--seed', '1'))].map(({ kind, seed }) => `${kind} ${seed}`);
    expect(kinds).toHaveLength(12);
    expect(kinds.slice(4, 6)).toEqual(['interleaving 5', 'crash 1']);
    expect(kinds.at(-1)).toBe('crash 2');
  });
});
