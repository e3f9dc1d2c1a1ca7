import { describe, expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const deployment =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: carts\n  labels: {team: blue}\n  annotations: {a: b}\nspec: {}\n';

function overlay(target: string, more = ''): Record<string, string> {
  return {
    'a/base/kustomization.yaml': 'resources: [carts.yaml]\n',
    'a/base/carts.yaml': deployment,
    'a/overlay/kustomization.yaml': `resources: [../base]\n${more}patches:\n  - patch: '[{"op": "add", "path": "/spec/x", "value": 1}]'\n    target: ${target}\n`,
  };
}

describe('finds something', () => {
  test.each([
    '{kind: Deployment}',
    '{kind: Deployment, name: carts}',
    '{kind: Deployment, name: c.*s}',
    '{group: apps, version: v1, kind: Deployment}',
    '{labelSelector: team=blue}',
    '{labelSelector: "team==blue,other!=x"}',
    '{labelSelector: team}',
    '{labelSelector: "team in (blue, red)"}',
    '{annotationSelector: a=b}',
    '{name: "(?i)CARTS"}',
  ])('%s', async (target) => {
    expect(await findingsOf('patch-target-missing', overlay(target))).toEqual([]);
  });

  test('by the name before a prefix, and by the name after it', async () => {
    const prefixed = overlay('{name: carts}', 'namePrefix: blue-\n');
    expect(await findingsOf('patch-target-missing', prefixed)).toEqual([]);
  });
});

describe('changes nothing', () => {
  test.each([
    ['{group: apps, version: v1beta1, kind: Deployment}', /there is apps\/v1 Deployment carts$/],
    ['{kind: Deployment, name: cart}', /no object is Deployment named cart$/],
    ['{kind: StatefulSet}', /no object is StatefulSet$/],
    ['{kind: Deployment, namespace: other}', /with namespace other$/],
    ['{labelSelector: team=red}', /with labelSelector team=red$/],
    ['{labelSelector: "!team"}', /with labelSelector !team$/],
  ])('%s', async (target, message) => {
    const [finding] = await findingsOf('patch-target-missing', overlay(target));
    expect(finding).toMatchObject({
      path: 'overlay/kustomization.yaml',
      field: 'patches[0].target',
      line: 4,
    });
    expect(finding?.message).toMatch(message);
  });
});

describe('patches of a Flux Kustomization', () => {
  const sync = (target: string): Record<string, string> => ({
    'flux-repo/clusters/dev/sync.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: flux-system}\nspec:\n  path: ./apps\n  sourceRef: {kind: GitRepository, name: flux-system}\n  patches:\n    - patch: '[{"op": "add", "path": "/spec/x", "value": 1}]'\n      target: ${target}\n`,
    'flux-repo/apps/carts.yaml': deployment,
  });

  test('may guard against objects that are not there yet', async () => {
    const guard = sync('{group: helm.toolkit.fluxcd.io, kind: HelmRelease}');
    expect(await findingsOf('patch-target-missing', guard)).toEqual([]);
  });

  test('may not name a version that can not come', async () => {
    const removed = sync('{group: helm.toolkit.fluxcd.io, version: v2beta1, kind: HelmRelease}');
    expect(await findingsOf('patch-target-missing', removed)).toMatchObject([
      { field: 'spec.patches[0].target' },
    ]);
    const wrong = sync('{group: apps, version: v2, kind: Deployment}');
    expect(await findingsOf('patch-target-missing', wrong)).toMatchObject([
      { field: 'spec.patches[0].target' },
    ]);
  });
});
