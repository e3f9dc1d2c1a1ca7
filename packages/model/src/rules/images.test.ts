import { expect, test } from 'vitest';
import { built } from '../image.ts';
import { problemsWith } from '../small-shop.testing.ts';

const image = (repository: string): object => ({
  image: built({ app: 'apps/web', source: 'web-repo', repository }),
});

test('two services must not push to one ECR repository', () => {
  expect(problemsWith({ 'tenants.mail.services': { relay: image('shop/web') } })).toEqual([
    'tenants.mail.services.relay.image.repository: ECR repository shop/web belongs to web of tenant shop already',
  ]);
});

test('two services must not have one ImagePolicy', () => {
  expect(
    problemsWith({
      'tenants.mail.services': { 'a-b': image('shop/1') },
      'tenants.mail-a': { repository: 'mail-a-repo', services: { b: image('shop/2') } },
    }),
  ).toEqual([
    'tenants.mail-a.services.b: its ImagePolicy mail-a-b would have the name of that of a-b of tenant mail',
  ]);
});

test('two images must not give one stack', () => {
  expect(problemsWith({ 'tenants.mail.services': { relay: image('shop-web') } })).toEqual([
    'tenants.mail.services.relay.image.repository: its stack shop-shop-web-build would have the name of that of shop/web: letters and digits must differ',
  ]);
});

test('a sidecar is somebody else’s image', () => {
  expect(problemsWith({ 'tenants.shop.services.db.sidecars': { helper: image('shop/helper') } })).toEqual([
    'tenants.shop.services.db.sidecars.helper.image: a sidecar can not be built here: only the tag of a service itself is followed',
  ]);
});

test('services may share an image that is pinned', () => {
  expect(
    problemsWith({ 'tenants.shop.services.db2': { image: { kind: 'pinned', reference: 'mongo:5.0.31' } } }),
  ).toEqual([]);
});
