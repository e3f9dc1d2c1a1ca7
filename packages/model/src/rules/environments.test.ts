import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

test('promotion must not go in a circle', () => {
  expect(problemsWith({ 'environments.test.promotesFrom': 'prod' })).toEqual([
    'environments.test.promotesFrom: promotion goes in a circle: test from prod from test',
  ]);
  expect(problemsWith({ 'environments.test.promotesFrom': 'test' })).toEqual([
    'environments.test.promotesFrom: promotion goes in a circle: test from test',
  ]);
});

test('two environments may be promoted from the same one', () => {
  expect(problemsWith({ 'environments.prod.promotesFrom': 'dev' })).toEqual([]);
});

test('an automated environment is not promoted to', () => {
  expect(
    problemsWith({ 'environments.dev.promotesFrom': 'test', 'environments.test.promotesFrom': undefined }),
  ).toContain(
    'environments.dev.promotesFrom: images here are automated, so nothing is promoted to dev: leave promotesFrom out, or set images to promoted',
  );
});

test('an automated environment has a cluster or several', () => {
  expect(problemsWith({ 'clusters.dev-1': undefined })).toEqual([
    "environments.dev.images: automated, but no cluster is in dev: Flux's image robot would run nowhere",
  ]);
  expect(problemsWith({ 'clusters.prod-1.environment': 'dev' })).toEqual([]);
});

test('a promoted environment may have no cluster or many', () => {
  const cluster = { environment: 'prod', kubernetes: '1.36', cidr: '10.7.0.0/16' };
  expect(problemsWith({ 'clusters.prod-2': cluster })).toEqual([]);
  expect(problemsWith({ 'clusters.prod-1': undefined })).toEqual([]);
});
