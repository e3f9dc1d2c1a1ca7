import { expect, test } from 'vitest';
import { platformWith, problemsWith } from '../small-shop.testing.ts';

const WEB = 'tenants.shop.services.web';

test('what a container states nothing about comes from the limit range', () => {
  const services = platformWith({ 'tenants.shop.services.db.resources': { limits: { memory: '512Mi' } } })
    .tenants.shop?.services;
  expect(services?.db?.container.resources).toEqual({
    requests: { cpu: '50m', memory: '64Mi' },
    limits: { cpu: '200m', memory: '512Mi' },
  });
});

test.each([
  [
    { requests: { cpu: '1' }, limits: { cpu: '900m' } },
    'requests.cpu: expected at most the limit, 900m, got 1',
  ],
  [
    { requests: { memory: '1Gi' }, limits: { memory: '1000Mi' } },
    'requests.memory: expected at most the limit, 1000Mi, got 1Gi',
  ],
  [{ limits: { cpu: '1001m' } }, 'limits.cpu: expected at most limitRange.max of the tenant, 1, got 1001m'],
  [
    { limits: { memory: '1.1Gi' } },
    'limits.memory: expected at most limitRange.max of the tenant, 1Gi, got 1.1Gi',
  ],
])('%j', (resources, problem) => {
  expect(problemsWith({ 'tenants.shop.services.db.resources': resources })).toEqual([
    `tenants.shop.services.db.resources.${problem}`,
  ]);
});

test('equal amounts in other words are equal', () => {
  const resources = { requests: { cpu: '0.2', memory: '1Gi' }, limits: { cpu: '200m', memory: '1024Mi' } };
  expect(problemsWith({ 'tenants.shop.services.db.resources': resources })).toEqual([]);
});

test('the differences of an environment are looked at as well', () => {
  expect(problemsWith({ [`${WEB}.environments.prod.resources.limits.cpu`]: '50m' })).toEqual([
    `${WEB}.environments.prod.resources.requests.cpu: expected at most the limit, 50m, got 100m`,
  ]);
});

test('a limit range is in order', () => {
  const amounts = (cpu: string): object => ({ cpu, memory: '64Mi' });
  expect(
    problemsWith({
      'tenants.mail.limitRange': {
        defaultRequests: amounts('3'),
        defaultLimits: amounts('2'),
        max: amounts('1'),
      },
    }),
  ).toEqual([
    'tenants.mail.limitRange.defaultRequests.cpu: expected at most defaultLimits, 2, got 3',
    'tenants.mail.limitRange.defaultLimits.cpu: expected at most max, 1, got 2',
  ]);
});
