import { definePlatform } from '@tideway/model';
import { expect, test } from 'vitest';
import type { GeneratedRepository } from '../generate-repositories.ts';
import type { FluxKustomization } from '../kinds/index.ts';
import {
  kustomizationIn,
  objectIn,
  objectsIn,
  ofKind,
  repository,
  shop,
  shopInput,
} from '../shop.test.data.ts';

const flux = repository('flux-repo');
const all = [
  ...syncs(flux, 'clusters/prod-1/infrastructure.yaml'),
  ...syncs(flux, 'clusters/prod-1/apps.yaml'),
];

function syncs(from: GeneratedRepository, path: string): readonly FluxKustomization[] {
  return ofKind(objectsIn(from, path), 'Kustomization');
}

test('controllers come first, then what needs them, then the tenants, each from its environment', () => {
  expect(all.map(({ metadata, spec }) => [metadata.name, spec.path, spec.dependsOn])).toEqual([
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
  for (const { spec } of all) {
    expect(spec).toMatchObject({ prune: true, wait: true, retryInterval: '1m' });
    expect(spec.timeout).toMatch(/^\d+m$/);
  }
});

test('each has the rights of kustomize-controller, which the lock-down would take from it', () => {
  for (const { spec, metadata } of all) {
    expect(metadata.namespace).toBe('flux-system');
    expect(spec.serviceAccountName).toBe('kustomize-controller');
    expect(spec.sourceRef).toEqual({ kind: 'GitRepository', name: 'flux-system' });
  }
});

test('each fills in what is known only after a deployment, if it is there', () => {
  for (const { spec } of all) {
    expect(spec.postBuild?.substituteFrom).toEqual([
      { kind: 'ConfigMap', name: 'tideway-runtime', optional: true },
    ]);
  }
});

test('the tenants have longer than the slowest of them', () => {
  expect(all[2]?.spec.timeout).toBe('7m');
  expect(objectIn(flux, 'apps/base/shop/sync.yaml', 'Kustomization').spec.timeout).toBe('5m');
});

test('intervals are those of the model', () => {
  expect(all.map(({ spec }) => spec.interval)).toEqual(['10m', '10m', '5m']);
  const slow = definePlatform({ ...shopInput, flux: { intervals: { apply: '30m', infrastructure: '1h' } } });
  const own = repository('flux-repo', slow);
  expect(syncs(own, 'clusters/prod-1/infrastructure.yaml').map(({ spec }) => spec.interval)).toEqual([
    '1h',
    '1h',
  ]);
  expect(syncs(own, 'clusters/prod-1/apps.yaml').map(({ spec }) => spec.interval)).toEqual(['30m']);
});

test('without controllers there is still the storage that services claim', () => {
  const plain = definePlatform({ ...shopInput, controllers: {} });
  const own = repository('flux-repo', plain);
  expect(
    syncs(own, 'clusters/prod-1/infrastructure.yaml').map(({ metadata, spec }) => [
      metadata.name,
      spec.dependsOn,
    ]),
  ).toEqual([
    ['infrastructure-controllers', undefined],
    ['infrastructure-configs', [{ name: 'infrastructure-controllers' }]],
  ]);
  expect(kustomizationIn(own, 'infrastructure/controllers/base').resources).toEqual([
    'gp3.storage-class.yaml',
  ]);
});

test('a cluster that flux bootstrap made keeps the three files of the flux CLI to itself', () => {
  const cli = definePlatform({ ...shopInput, flux: { bootstrap: 'flux-cli' } });
  const paths = [...repository('flux-repo', cli).files.keys()].filter((path) => path.startsWith('clusters/'));
  expect(paths).toEqual(
    ['dev-1', 'prod-1', 'prod-2'].flatMap((name) => [
      `clusters/${name}/infrastructure.yaml`,
      `clusters/${name}/apps.yaml`,
      `clusters/${name}/events.yaml`,
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
    (name) => syncs(twice, `clusters/${name}/apps.yaml`)[0]?.spec.patches,
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
