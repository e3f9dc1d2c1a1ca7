import { expect, test } from 'vitest';
import { pauseAfter } from './pause.ts';

test('what is there soon is asked for often, so that seconds are measured exactly', () => {
  expect(pauseAfter(30, 0)).toBe(30);
  expect(pauseAfter(30, 1_500)).toBe(30);
});

test('the longer it takes, the more rarely it is asked', () => {
  expect(pauseAfter(30, 10_000)).toBe(200);
  expect(pauseAfter(30, 600_000)).toBe(500);
});

test('who asks more rarely from the start is not made to ask more often', () => {
  expect(pauseAfter(5_000, 60_000)).toBe(5_000);
});
