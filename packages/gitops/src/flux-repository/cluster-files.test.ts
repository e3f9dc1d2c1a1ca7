import { definePlatform } from '@tideway/model';
import { expect, test } from 'vitest';
import { objectIn, objectsIn, repository, shop, shopInput } from '../shop.test.data.ts';

const flux = repository('flux-repo');
const [controllers, configs] = objectsIn(flux, 'clusters/prod-1/infrastructure.yaml');
const [apps] = objectsIn(flux, 'clusters/prod-1/apps.yaml');

test('controllers come first, then what needs them, then the tenants, each from its environment', () => {
  expect(
    [controllers, configs, apps].map(({ metadata, spec }) => [metadata.name, spec.path, spec.dependsOn]),
  ).toEqual([
    ['infrastructure-controllers', './infrastructure/controllers/overlays/prod', undefined],
    [
      'infrastructure-configs',
      './infrastructure/configs/overlays/prod',
      [{ name: 'infrastructure-controllers' }],
    ],
    ['apps', './apps/overlays/prod', [{ name: 'infrastructure-configs' }]],
  ]);
});

test('each prunes, waits, has a time limit and tries again soon', () => {
  for (const { spec } of [controllers, configs, apps]) {
    expect(spec).toMatchObject({ prune: true, wait: true, retryInterval: '1m' });
    expect(spec.timeout).toMatch(/^\d+m$/);
  }
});

test('each has the rights of kustomize-controller, which the lock-down would take from it', () => {
  for (const { spec, metadata } of [controllers, configs, apps]) {
    expect(metadata.namespace).toBe('flux-system');
    expect(spec.serviceAccountName).toBe('kustomize-controller');
    expect(spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'flux-system' });
  }
});

test('each fills in what is known only after a deployment, if it is there', () => {
  for (const { spec } of [controllers, configs, apps]) {
    expect(spec.postBuild.substituteFrom).toEqual([
      { kind: 'ConfigMap', name: 'tideway-runtime', optional: true },
    ]);
  }
});

test('the tenants have longer than the slowest of them', () => {
  expect(apps.spec.timeout).toBe('7m');
  expect(objectIn(flux, 'apps/base/shop/sync.yaml', 'Kustomization').spec.timeout).toBe('5m');
});

test('intervals are those of the model', () => {
  expect([controllers.spec.interval, apps.spec.interval]).toEqual(['10m', '5m']);
  const slow = definePlatform({ ...shopInput, flux: { intervals: { apply: '30m', infrastructure: '1h' } } });
  const [own] = objectsIn(repository('flux-repo', slow), 'clusters/prod-1/infrastructure.yaml');
  expect(own.spec.interval).toBe('1h');
  expect(objectsIn(repository('flux-repo', slow), 'clusters/prod-1/apps.yaml')[0].spec.interval).toBe('30m');
});

test('without controllers nothing waits for them', () => {
  const plain = definePlatform({ ...shopInput, controllers: {} });
  const [first, ...others] = objectsIn(repository('flux-repo', plain), 'clusters/prod-1/infrastructure.yaml');
  expect(others).toEqual([]);
  expect(first.metadata.name).toBe('infrastructure-configs');
  expect(first.spec.dependsOn).toBeUndefined();
});

test('a cluster that flux bootstrap made keeps the three files of the flux CLI to itself', () => {
  const cli = definePlatform({ ...shopInput, flux: { bootstrap: 'flux-cli' } });
  const paths = [...repository('flux-repo', cli).files.keys()].filter((path) => path.startsWith('clusters/'));
  expect(paths).toEqual(
    ['dev-1', 'prod-1', 'prod-2'].flatMap((name) => [
      `clusters/${name}/infrastructure.yaml`,
      `clusters/${name}/apps.yaml`,
    ]),
  );
});

test('of several clusters in an automated environment, one runs the image robot', () => {
  const { clusters } = shop;
  const second = { ...clusters['dev-1'], name: 'dev-2' };
  const twice = repository('flux-repo', {
    ...shop,
    clusters: { ...clusters, 'dev-2': second },
  } as typeof shop);
  const patches = ['dev-1', 'dev-2', 'prod-2'].map(
    (name) => objectsIn(twice, `clusters/${name}/apps.yaml`)[0].spec.patches,
  );
  expect(patches).toEqual([
    undefined,
    [
      {
        target: { group: 'image.toolkit.fluxcd.io', version: 'v1', kind: 'ImageUpdateAutomation' },
        patch: '- op: add\n  path: /spec/suspend\n  value: true\n',
      },
    ],
    undefined,
  ]);
});
