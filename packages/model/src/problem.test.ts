import { expect, test } from 'vitest';
import { formatPath, PlatformError } from './problem.ts';

test.each([
  [[], 'platform'],
  [['name'], 'name'],
  [['tenants', 'sock-shop', 'services', 'carts-db'], 'tenants.sock-shop.services.carts-db'],
  [['calls', 2], 'calls[2]'],
  [['annotations', 'prometheus.io/scrape'], 'annotations["prometheus.io/scrape"]'],
  [['', 'a'], '[""].a'],
])('%j is written %s', (path, text) => {
  expect(formatPath(path)).toBe(text);
});

test('an error has one line for each problem', () => {
  const problems = [
    { path: 'name', message: 'expected a' },
    { path: 'aws.region', message: 'expected b' },
  ];
  const error = new PlatformError(problems);
  expect(error.problems).toBe(problems);
  expect(error.toString()).toBe('name: expected a\naws.region: expected b');
  expect(error.message).toBe(error.toString());
});
