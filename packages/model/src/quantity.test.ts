import { expect, test } from 'vitest';
import { bytes, formatBytes, formatCpus, milliCpus } from './quantity.ts';

test.each([
  ['100m', 100],
  ['0.1', 100],
  ['2', 2000],
  ['0.125', 125],
])('%s is %d thousandths of a CPU', (quantity, millis) => {
  expect(milliCpus(quantity)).toBe(millis);
});

test.each([
  ['128', 128],
  ['1k', 1000],
  ['1Ki', 1024],
  ['64Mi', 67_108_864],
  ['1.5Gi', 1_610_612_736],
  ['1G', 1_000_000_000],
  ['2Ti', 2 * 2 ** 40],
])('%s is %d bytes', (quantity, count) => {
  expect(bytes(quantity)).toBe(count);
});

test('amounts are written as Kubernetes does', () => {
  expect([
    formatCpus(1500),
    formatCpus(2000),
    formatBytes(2 ** 30),
    formatBytes(1536 * 2 ** 20),
    formatBytes(1),
  ]).toEqual(['1500m', '2', '1Gi', '1536Mi', '1Mi']);
});
