import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { renderOne } from '../kustomize.test.data.ts';
import { kustomizationIn, objectIn, objectsIn, ofKind, repository } from '../shop.test.data.ts';

const flux = repository('flux-repo');
const file = 'infrastructure/controllers/base/external-secrets.yaml';

test('a chart is pinned, comes from its OCI registry and is verified where the model says so', () => {
  const { metadata, spec } = objectIn(flux, file, 'OCIRepository');
  expect(metadata).toEqual({ name: 'external-secrets', namespace: 'flux-system' });
  expect(spec).toMatchObject({
    provider: 'generic',
    url: 'oci://ghcr.io/external-secrets/charts/external-secrets',
    ref: { tag: '2.14.0' },
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
  });
  expect(spec.verify?.provider).toBe('cosign');
  expect(spec.verify?.matchOIDCIdentity).toHaveLength(1);
  const metrics = objectIn(flux, 'infrastructure/controllers/base/metrics.yaml', 'OCIRepository');
  expect(metrics.spec.verify).toBeUndefined();
});

test('a version with build metadata becomes the tag that Helm gives it', () => {
  const { spec } = objectIn(flux, 'infrastructure/controllers/base/metrics.yaml', 'OCIRepository');
  expect(spec.ref).toEqual({ tag: '1.0.0_build.7' });
});

test('a release is retried instead of rolled back, corrected when it drifts, and has rights under lock-down', () => {
  const { metadata, spec } = objectIn(flux, file, 'HelmRelease');
  const retried = { crds: 'CreateReplace', strategy: { name: 'RetryOnFailure', retryInterval: '1m' } };
  expect(metadata.namespace).toBe('flux-system');
  expect(spec).toMatchObject({
    serviceAccountName: 'helm-controller',
    releaseName: 'external-secrets',
    targetNamespace: 'external-secrets',
    storageNamespace: 'external-secrets',
    chartRef: { kind: 'OCIRepository', name: 'external-secrets' },
    install: retried,
    upgrade: retried,
    driftDetection: { mode: 'enabled' },
    values: { installCRDs: true },
  });
});

test('controllers wait for those that the model names', () => {
  const { spec } = objectIn(flux, 'infrastructure/controllers/base/metrics.yaml', 'HelmRelease');
  expect(spec.dependsOn).toEqual([{ name: 'external-secrets' }]);
  expect(spec.values).toBeUndefined();
});

test("a controller's namespace is declared, Kubernetes' own are not", () => {
  expect(objectIn(flux, file, 'Namespace').metadata.name).toBe('external-secrets');
  const kinds = objectsIn(flux, 'infrastructure/controllers/base/metrics.yaml').map(({ kind }) => kind);
  expect(kinds).toEqual(['OCIRepository', 'HelmRelease']);
});

test('values of one environment are merged over those of all', async () => {
  const values = async (environment: string): Promise<unknown> => {
    const objects = await renderOne(flux.files, `infrastructure/controllers/overlays/${environment}`);
    const releases = ofKind(objects, 'HelmRelease');
    return releases.find(({ metadata }) => metadata.name === 'external-secrets')?.spec.values;
  };
  expect(await values('dev')).toEqual({ installCRDs: true });
  expect(await values('prod')).toEqual({ installCRDs: true, replicaCount: 2 });
  const { patches } = kustomizationIn(flux, 'infrastructure/controllers/overlays/prod');
  expect(patches?.map((one) => 'patch' in one && load(one.patch))).toEqual([
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'external-secrets', namespace: 'flux-system' },
      spec: { values: { replicaCount: 2 } },
    },
  ]);
});
