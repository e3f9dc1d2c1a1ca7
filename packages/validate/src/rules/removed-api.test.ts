import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

test.each([
  ['source.toolkit.fluxcd.io/v1beta1', 'GitRepository', 'Flux 2.7'],
  ['source.toolkit.fluxcd.io/v1beta2', 'HelmRepository', 'Flux 2.8'],
  ['helm.toolkit.fluxcd.io/v2beta2', 'HelmRelease', 'Flux 2.8'],
  ['image.toolkit.fluxcd.io/v1beta2', 'ImagePolicy', 'Flux 2.9'],
  ['notification.toolkit.fluxcd.io/v1beta2', 'Alert', 'Flux 2.9'],
  ['external-secrets.io/v1beta1', 'ExternalSecret', 'External Secrets 0.17'],
  ['extensions/v1beta1', 'Ingress', 'Kubernetes 1.22'],
  ['policy/v1beta1', 'PodDisruptionBudget', 'Kubernetes 1.25'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'Kubernetes 1.26'],
])('%s %s was removed in %s', async (apiVersion, kind, release) => {
  const files = { 'a/x.yaml': `# why\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n` };
  const [finding] = await findingsOf('removed-api', files);
  expect(finding).toMatchObject({ line: 2, field: 'apiVersion' });
  expect(finding?.message).toContain(`was removed in ${release}; use `);
});

test.each([
  ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
  ['notification.toolkit.fluxcd.io/v1beta3', 'Alert'],
  ['kustomize.config.k8s.io/v1beta1', 'Kustomization'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['networking.k8s.io/v1beta1', 'IPAddress'],
])('%s %s is served', async (apiVersion, kind) => {
  const files = { 'a/x.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n` };
  expect(await findingsOf('removed-api', files)).toEqual([]);
});

test('a patch in a removed version is found as well', async () => {
  const files = {
    'a/kustomization.yaml': 'resources: [x.yaml]\npatches: [{path: patch.yaml}]\n',
    'a/x.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\n',
    'a/patch.yaml': 'apiVersion: apps/v1beta2\nkind: Deployment\nmetadata:\n  name: a\n',
  };
  expect(await findingsOf('removed-api', files)).toMatchObject([{ path: 'patch.yaml' }]);
});
