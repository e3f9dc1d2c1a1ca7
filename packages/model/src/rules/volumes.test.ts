import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

const WEB = 'tenants.shop.services.web';
const DB = 'tenants.shop.services.db';

test('a persistent volume is mounted by one pod', () => {
  expect(problemsWith({ [`${DB}.environments.prod.replicas`]: 2 })).toEqual([
    `${DB}.environments.prod.replicas: expected 1 in prod, got 2: volume data is persistent, and one pod at a time can mount it`,
  ]);
  expect(problemsWith({ [`${DB}.replicas`]: 2 })).toEqual([
    `${DB}.replicas: expected 1 in prod, got 2: volume data is persistent, and one pod at a time can mount it`,
  ]);
  expect(problemsWith({ [`${DB}.replicas`]: 2, [`${DB}.environments.prod.replicas`]: 1 })).toEqual([]);
});

test('a volume that only an environment has is complete', () => {
  expect(problemsWith({ [`${DB}.environments.prod.volumes.more`]: { kind: 'disk' } })).toEqual([
    `${DB}.environments.prod.volumes.more: the base has no volume more, so it needs mountPath, size here`,
  ]);
  const more = { mountPath: '/more', kind: 'disk', size: '1Gi' };
  expect(problemsWith({ [`${DB}.environments.prod.volumes.more`]: more })).toEqual([]);
});

test('two volumes are mounted in two places', () => {
  expect(
    problemsWith({ [`${WEB}.volumes.other`]: { mountPath: '/tmp', kind: 'disk', size: '1Gi' } }),
  ).toEqual([`${WEB}.volumes.other.mountPath: volume tmp is mounted at /tmp already`]);
  expect(
    problemsWith({
      [`${WEB}.environments.prod.volumes`]: { other: { mountPath: '/tmp', kind: 'disk', size: '1Gi' } },
    }),
  ).toEqual([`${WEB}.environments.prod.volumes.other.mountPath: volume tmp is mounted at /tmp already`]);
});

test('only a persistent volume has a storage class', () => {
  expect(problemsWith({ [`${DB}.volumes.data.storageClass`]: 'gp3' })).toEqual([
    `${DB}.volumes.data.storageClass: only a persistent volume has one, this is disk`,
  ]);
});

test('a sidecar shares the volume of the same name', () => {
  const tmp = { mountPath: '/shared', kind: 'memory', size: '16Mi' };
  expect(problemsWith({ [`${WEB}.sidecars.exporter.volumes`]: { tmp } })).toEqual([]);
  expect(problemsWith({ [`${WEB}.sidecars.exporter.volumes`]: { tmp: { ...tmp, size: '1Gi' } } })).toEqual([
    `${WEB}.sidecars.exporter.volumes.tmp: is shared by its name, but the service's own is memory of 16Mi`,
  ]);
});
