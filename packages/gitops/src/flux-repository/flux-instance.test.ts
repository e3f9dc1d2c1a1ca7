import { expect, test } from 'vitest';
import { objectIn, repository, shop } from '../shop.test.data.ts';
import { fluxInstance } from './flux-instance.ts';

const instance = objectIn(
  repository('flux-repo'),
  'clusters/prod-2/flux-system/flux-instance.yaml',
  'FluxInstance',
);

test('Flux is pinned to an exact version, with its six controllers', () => {
  expect(instance.spec.distribution).toEqual({ version: '2.9.4', registry: 'ghcr.io/fluxcd' });
  expect(instance.spec.components).toEqual([
    'source-controller',
    'kustomize-controller',
    'helm-controller',
    'notification-controller',
    'image-reflector-controller',
    'image-automation-controller',
  ]);
});

test("Flux follows the cluster's own folder of the flux-repo, as itself and without a secret", () => {
  expect(instance.spec.sync).toEqual({
    kind: 'GitRepository',
    provider: 'aws',
    url: 'https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/flux-repo',
    ref: 'refs/heads/main',
    path: 'clusters/prod-2',
    interval: '1m',
  });
});

test('Flux is locked down for tenants', () => {
  expect(instance.spec.cluster).toEqual({
    type: 'aws',
    size: 'small',
    multitenant: true,
    tenantDefaultServiceAccount: 'default',
    networkPolicy: true,
    domain: 'cluster.local',
  });
});

test('losing the file does not uninstall Flux', () => {
  expect(instance.metadata).toEqual({
    name: 'flux',
    namespace: 'flux-system',
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  });
});

test('a repair need not wait for the health checks of what it repairs', () => {
  expect(instance.spec.kustomize?.patches).toContainEqual({
    target: { kind: 'Deployment', name: '(kustomize-controller|helm-controller)' },
    patch:
      '- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: --feature-gates=CancelHealthCheckOnNewRevision=true\n',
  });
});

test('a new cluster goes through its dependencies in seconds', () => {
  const [, soon] = instance.spec.kustomize?.patches ?? [];
  expect(soon?.patch).toContain('value: --requeue-dependency=2s');
});

test.each([
  [1, 'small'],
  [20, 'small'],
  [21, 'medium'],
  [200, 'medium'],
  [201, 'large'],
])('for %i tenants Flux is %s', (count, size) => {
  const { tenants, clusters } = shop;
  const many = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`t${index}`, tenants['blog']]),
  );
  const cluster = clusters['prod-1'];
  expect(cluster && fluxInstance({ ...shop, tenants: many } as typeof shop, cluster).spec.cluster.size).toBe(
    size,
  );
});
