import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';
import { tenant } from './tenant.example.ts';

test('the account has to exist', async () => {
  const { 'flux-repo/clusters/dev/rbac.yaml': _, ...without } = tenant;
  expect(_).toContain('ServiceAccount');
  expect(await findingsOf('service-account-missing', without)).toMatchObject([
    { message: 'dev has no ServiceAccount sock-shop/sock-shop-reconciler', field: 'spec.serviceAccountName' },
  ]);
});

const release = (more: string): Record<string, string> => ({
  ...tenant,
  'microservices-repo/deploy/release.yaml': `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec: {interval: 1m${more}}\n`,
});

test('a HelmRelease in a tenant’s repository needs one as well', async () => {
  expect(await findingsOf('service-account-missing', release(''))).toMatchObject([
    { path: 'deploy/release.yaml', message: 'is applied with the rights of Flux itself' },
  ]);
  const named = release(', serviceAccountName: sock-shop-reconciler');
  expect(await findingsOf('service-account-missing', named)).toEqual([]);
});

test('what Flux puts into the tenant’s objects counts', async () => {
  const sync = `${tenant['flux-repo/clusters/dev/sync.yaml']}  patches:\n    - patch: '[{"op": "add", "path": "/spec/serviceAccountName", "value": "sock-shop-reconciler"}]'\n      target: {kind: HelmRelease}\n`;
  const files = { ...release(''), 'flux-repo/clusters/dev/sync.yaml': sync };
  expect(await findingsOf('service-account-missing', files)).toEqual([]);
});

test('the platform’s own Kustomizations run as Flux', async () => {
  const own =
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: flux-system}\nspec: {path: ./apps, sourceRef: {kind: GitRepository, name: flux-system}}\n';
  expect(await findingsOf('service-account-missing', { 'flux-repo/clusters/dev/a.yaml': own })).toEqual([]);
});
