import { expect, test } from 'vitest';
import { pinned } from '../image.ts';
import { problemsWith } from '../small-shop.testing.ts';

const relay = {
  image: pinned('relay:1'),
  ports: { smtp: 25 },
  resources: { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '1', memory: '1Gi' } },
  replicas: 3,
  exposed: true,
  environments: {
    prod: {
      replicas: 1,
      type: 'LoadBalancer',
      volumes: { data: { mountPath: '/data', kind: 'persistent', size: '5Gi' } },
    },
  },
};

const mail = (quota: object): readonly string[] =>
  problemsWith({ 'tenants.mail': { repository: 'mail-repo', services: { relay }, quota } });

test.each([
  [
    {
      requests: { cpu: '400m', memory: '400Mi' },
      limits: { cpu: '4', memory: '4Gi' },
      pods: 4,
      services: 1,
      loadBalancers: 1,
      persistentVolumeClaims: 1,
      storage: '5Gi',
    },
  ],
])('three pods and one more during a rollout fit in %j', (quota) => {
  expect(mail(quota)).toEqual([]);
});

test('every sum that is too large is reported for the environment that needs it', () => {
  expect(
    mail({
      requests: { cpu: '399m', memory: '399Mi' },
      limits: { cpu: '3.9', memory: '4000Mi' },
      pods: 3,
      services: 0,
      loadBalancers: 0,
      persistentVolumeClaims: 0,
      storage: '4Gi',
    }).map((line) => line.replace('tenants.mail.quota.', '')),
  ).toEqual([
    'requests.cpu: expected at least 400m, which the services need in dev, got 399m',
    'requests.memory: expected at least 400Mi, which the services need in dev, got 399Mi',
    'limits.cpu: expected at least 4, which the services need in dev, got 3.9',
    'limits.memory: expected at least 4Gi, which the services need in dev, got 4000Mi',
    'pods: expected at least 4, which the services need in dev, got 3',
    'services: expected at least 1, which the services need in dev, got 0',
    'loadBalancers: expected at least 1, which the services need in prod, got 0',
    'persistentVolumeClaims: expected at least 1, which the services need in prod, got 0',
    'storage: expected at least 5Gi, which the services need in prod, got 4Gi',
  ]);
});

test('sidecars count', () => {
  const sidecars = { helper: { image: pinned('helper:1'), resources: relay.resources } };
  expect(
    problemsWith({
      'tenants.mail': {
        repository: 'mail-repo',
        services: { relay: { ...relay, sidecars } },
        quota: { limits: { cpu: '4', memory: '4Gi' } },
      },
    }),
  ).toContain('tenants.mail.quota.limits.cpu: expected at least 8, which the services need in dev, got 4');
});
