import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

test('controllers must not wait for each other in a circle', () => {
  expect(problemsWith({ 'controllers.external-secrets.dependsOn': ['metrics'] })).toEqual([
    'controllers.external-secrets.dependsOn: waits for itself: external-secrets needs metrics needs external-secrets',
  ]);
  expect(problemsWith({ 'controllers.metrics.dependsOn': ['metrics'] })).toEqual([
    'controllers.metrics.dependsOn: waits for itself: metrics needs metrics',
  ]);
});

test('two may wait for the same one', () => {
  const third = { chart: 'oci://ghcr.io/a/b', version: '1.0.0', dependsOn: ['external-secrets', 'metrics'] };
  expect(problemsWith({ 'controllers.third': third })).toEqual([]);
});
