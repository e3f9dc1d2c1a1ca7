import { expect, test } from 'vitest';
import { duration } from './duration.ts';

test.each([
  [340.4, '340 ms'],
  [1_250, '1.25 s'],
  [43_210, '43 s'],
  [125_000, '2 min 5 s'],
])('%d milliseconds are %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
