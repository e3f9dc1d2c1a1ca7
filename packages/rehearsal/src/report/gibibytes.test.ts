import { expect, test } from 'vitest';
import { gibibytes } from './gibibytes.ts';

test.each([
  [325 * 1024 ** 2, '325 MiB'],
  [1.25 * 1024 ** 3, '1.25 GiB'],
])('%d bytes are %s', (bytes, text) => {
  expect(gibibytes(bytes)).toBe(text);
});
