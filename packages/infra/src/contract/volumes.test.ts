import { describe, expect, test } from 'vitest';
import { sockShop } from '../sock-shop.test.data.ts';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { ADDON_DRIVERS, addonsOf } from './addons.test.fixture.ts';
import { generatedFiles, objectsFor, ofKind } from './generated-objects.test.fixture.ts';

describe.each([
  ['Sock Shop', sockShop, 'prod-cluster'],
  ['a platform in three accounts', threeAccounts, 'prod-1'],
])('%s', (_name, platform, production) => {
  const { app } = synthesized(platform);
  const files = generatedFiles(platform);
  const clusters = Object.values(platform.clusters);

  test.each(clusters)(
    '$name: every claim gets a class of the flux-repo, and its driver is installed',
    (cluster) => {
      const objects = objectsFor(files, cluster);
      const classes = ofKind(objects, 'StorageClass');
      const byDefault = classes.filter(
        ({ metadata }) => metadata?.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true',
      );
      expect(byDefault).toHaveLength(1);
      const drivers = addonsOf(app, cluster).map((name) => ADDON_DRIVERS[name]);
      const claims = ofKind(objects, 'PersistentVolumeClaim');
      expect(claims.length > 0).toBe(cluster.name === production);
      for (const { metadata, spec } of [...claims, { metadata: { name: 'of a chart' }, spec: {} }]) {
        const name = spec?.storageClassName ?? byDefault[0]?.metadata?.name;
        const found = classes.find((one) => one.metadata?.name === name);
        expect([metadata?.name, found?.provisioner]).toEqual([metadata?.name, 'ebs.csi.aws.com']);
        expect(drivers).toContain(found?.provisioner);
      }
    },
  );

  test.each(clusters)('$name: the driver starts on nodes, and with its role', (cluster) => {
    const stack = app.clusters.get(cluster.name)?.cluster;
    const [driver, ...others] = (stack?.node.findAll() ?? []).filter(
      ({ node }) => node.id === 'Addon-aws-ebs-csi-driver',
    );
    expect(others).toEqual([]);
    const before = driver?.node.dependencies.map(({ node }) => node.id) ?? [];
    expect(before).toContain('PodIdentity-ebs-csi-driver');
    expect(before.some((id) => id.includes('default-ng'))).toBe(true);
  });
});
