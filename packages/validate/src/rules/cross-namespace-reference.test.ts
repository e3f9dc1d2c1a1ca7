import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

function flux(apiVersion: string, kind: string, spec: string): Record<string, string> {
  return {
    'flux-repo/a.yaml': `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a, namespace: own}\nspec: ${spec}\n`,
  };
}

const cases = [
  [
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'sourceRef: {kind: GitRepository, name: b, namespace: X}',
    'spec.sourceRef',
  ],
  [
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    'dependsOn: [{name: b}, {name: c, namespace: X}]',
    'spec.dependsOn[1]',
  ],
  [
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    'chartRef: {kind: OCIRepository, name: b, namespace: X}',
    'spec.chartRef',
  ],
  [
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    'chart: {spec: {sourceRef: {name: b, namespace: X}}}',
    'spec.chart.spec.sourceRef',
  ],
  [
    'image.toolkit.fluxcd.io/v1',
    'ImagePolicy',
    'imageRepositoryRef: {name: b, namespace: X}',
    'spec.imageRepositoryRef',
  ],
  [
    'image.toolkit.fluxcd.io/v1',
    'ImageUpdateAutomation',
    'sourceRef: {name: b, namespace: X}',
    'spec.sourceRef',
  ],
  [
    'notification.toolkit.fluxcd.io/v1beta3',
    'Alert',
    'eventSources: [{kind: GitRepository, name: b, namespace: X}]',
    'spec.eventSources[0]',
  ],
  [
    'notification.toolkit.fluxcd.io/v1',
    'Receiver',
    'resources: [{kind: GitRepository, name: b, namespace: X}]',
    'spec.resources[0]',
  ],
] as const;

test.each(cases)('%s %s: %s', async (apiVersion, kind, spec, field) => {
  const other = flux(apiVersion, kind, `{${spec.replace('X', 'other')}}`);
  expect(await findingsOf('cross-namespace-reference', other)).toMatchObject([
    { field: `${field}.namespace` },
  ]);
  const own = flux(apiVersion, kind, `{${spec.replace('X', 'own')}}`);
  expect(await findingsOf('cross-namespace-reference', own)).toEqual([]);
});

test('other kinds with fields of the same name are not meant', async () => {
  const other = flux('example.com/v1', 'Thing', '{sourceRef: {name: b, namespace: other}}');
  expect(await findingsOf('cross-namespace-reference', other)).toEqual([]);
});
