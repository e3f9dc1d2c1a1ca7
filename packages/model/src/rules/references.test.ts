import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

test.each([
  [
    { 'environments.prod.promotesFrom': 'staging' },
    'environments.prod.promotesFrom: unknown environment staging; known: dev, test, prod',
  ],
  [
    { 'clusters.prod-1.environment': 'staging' },
    'clusters.prod-1.environment: unknown environment staging; known: dev, test, prod',
  ],
  [
    { 'controllers.metrics.environments': { staging: {} } },
    'controllers.metrics.environments.staging: unknown environment staging; known: dev, test, prod',
  ],
  [
    { 'controllers.metrics.dependsOn': ['secrets'] },
    'controllers.metrics.dependsOn[0]: unknown controller secrets; known: external-secrets, metrics',
  ],
  [
    { 'tenants.shop.services.web.environments.staging': { replicas: 2 } },
    'tenants.shop.services.web.environments.staging: unknown environment staging; known: dev, test, prod',
  ],
  [
    { 'tenants.shop.services.web.calls': ['db', 'cache'] },
    'tenants.shop.services.web.calls[1]: unknown service cache in tenant shop',
  ],
  [
    { 'tenants.shop.services.web.calls': ['web'] },
    'tenants.shop.services.web.calls[0]: a service need not call itself',
  ],
])('%j', (changes, problem) => {
  expect(problemsWith(changes)).toEqual([problem]);
});

test('a service of another tenant is not reachable', () => {
  expect(
    problemsWith({
      'tenants.mail.services': { relay: { image: { kind: 'pinned', reference: 'relay:1' }, calls: ['db'] } },
    }),
  ).toEqual(['tenants.mail.services.relay.calls[0]: unknown service db in tenant mail']);
});

test('what refers to a broken part is not reported beside it', () => {
  expect(problemsWith({ 'environments.prod': 7 })).toEqual(['environments.prod: expected an object, got 7']);
  expect(problemsWith({ 'controllers.external-secrets': 7 })).toEqual([
    'controllers.external-secrets: expected an object, got 7',
  ]);
});
