import { expect, test } from 'vitest';
import { built } from '../image.ts';
import { problemsWith } from '../small-shop.testing.ts';

test.each([
  [
    { 'tenants.mail.repository': 'shop-repo' },
    'tenants.mail.repository: repository shop-repo holds the manifests of tenant shop already; the manifests of tenant mail need one of their own',
  ],
  [
    { 'tenants.mail.repository': 'flux-repo' },
    "tenants.mail.repository: repository flux-repo holds Flux's own files already; the manifests of tenant mail need one of their own",
  ],
  [
    { 'tenants.shop.services.web.image.source': 'flux-repo' },
    "tenants.shop.services.web.image.source: repository flux-repo holds Flux's own files already; the sources of apps/web need one of their own",
  ],
  [
    { 'tenants.shop.services.web.image.source': 'mail-repo' },
    'tenants.shop.services.web.image.source: repository mail-repo holds the manifests of tenant mail already; the sources of apps/web need one of their own',
  ],
])('%j', (changes, problem) => {
  expect(problemsWith(changes)).toEqual([problem]);
});

test('two applications need two repositories, two images of one application do not', () => {
  const other = (app: string): object => ({
    image: built({ app, source: 'web-repo', repository: 'shop/other' }),
  });
  expect(problemsWith({ 'tenants.shop.services.other': other('apps/other') })).toEqual([
    'tenants.shop.services.other.image.source: repository web-repo holds the sources of apps/web already; the sources of apps/other need one of their own',
  ]);
  expect(problemsWith({ 'tenants.shop.services.other': other('apps/web') })).toEqual([]);
});
