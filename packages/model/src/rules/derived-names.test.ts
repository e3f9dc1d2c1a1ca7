import { expect, test } from 'vitest';
import { built, pinned } from '../image.ts';
import { problemsWith } from '../small-shop.testing.ts';

const long = (length: number): string => 'a'.repeat(length);
const AWS = 'characters, 64 are allowed: shorten the names that it is made of';
const LABEL = 'characters, 63 are allowed: shorten the names that it is made of';

test("the IAM role of a cluster's controller has at most 64 characters", () => {
  expect(problemsWith({ name: long(29) })).toEqual([
    `clusters.prod-1: its IAM role ${long(29)}-prod-1-aws-load-balancer-controller would have 65 ${AWS}`,
  ]);
  expect(problemsWith({ name: long(28) })).toEqual([]);
});

test("a tenant's ServiceAccount has at most 63 characters", () => {
  expect(problemsWith({ [`tenants.${long(53)}`]: { repository: 'long-repo' } })).toEqual([
    `tenants.${long(53)}: its ServiceAccount ${long(53)}-reconciler would have 64 ${LABEL}`,
  ]);
  expect(problemsWith({ [`tenants.${long(52)}`]: { repository: 'long-repo' } })).toEqual([]);
});

test("a built service's ImagePolicy has at most 63 characters", () => {
  const image = built({ app: 'apps/web', source: 'web-repo', repository: 'shop/long' });
  expect(problemsWith({ [`tenants.shop.services.${long(59)}`]: { image } })).toEqual([
    `tenants.shop.services.${long(59)}: its ImagePolicy shop-${long(59)} would have 64 ${LABEL}`,
  ]);
  expect(problemsWith({ [`tenants.shop.services.${long(58)}`]: { image } })).toEqual([]);
  expect(problemsWith({ [`tenants.shop.services.${long(63)}`]: { image: pinned('a:1') } })).toEqual([]);
});

test("an image's stack has at most 128 characters", () => {
  const image = (length: number) => ({
    image: built({ app: 'apps/web', source: 'web-repo', repository: long(length) }),
  });
  expect(problemsWith({ 'tenants.mail.services': { relay: image(118) } })).toEqual([
    `tenants.mail.services.relay.image.repository: its stack shop-${long(118)}-build would have 129 characters, 128 are allowed: shorten the names that it is made of`,
  ]);
  expect(problemsWith({ 'tenants.mail.services': { relay: image(117) } })).toEqual([]);
});

test('a claim has at most 63 characters', () => {
  const volumes = { [long(61)]: { mountPath: '/x', kind: 'persistent', size: '1Gi' } };
  expect(
    problemsWith({
      'tenants.shop.services.db.volumes': {
        data: { mountPath: '/d', kind: 'disk', size: '1Gi' },
        ...volumes,
      },
    }),
  ).toEqual([
    `tenants.shop.services.db.volumes.${long(61)}: its PersistentVolumeClaim db-${long(61)} would have 64 ${LABEL}`,
  ]);
});
