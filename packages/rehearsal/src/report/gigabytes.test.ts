import { expect, test } from 'vitest';
import { gigabytes } from './gigabytes.ts';

test.each([
  [325e6, '325 MB'],
  [999.7e6, '1.00 GB'],
  [1.25e9, '1.25 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(gigabytes(bytes)).toBe(text);
});
