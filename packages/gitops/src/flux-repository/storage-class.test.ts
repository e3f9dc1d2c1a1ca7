import { expect, test } from 'vitest';
import { renderOne } from '../kustomize.test.data.ts';
import { ofKind, repository, shop } from '../shop.test.data.ts';

const flux = repository('flux-repo');

test.each(Object.keys(shop.environments))(
  'claims in %s that name no class get encrypted gp3',
  async (environment) => {
    const objects = await renderOne(flux.files, `infrastructure/controllers/overlays/${environment}`);
    const [found, ...others] = ofKind(objects, 'StorageClass');
    expect(others).toEqual([]);
    expect(found).toEqual({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'gp3', annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } },
      provisioner: 'ebs.csi.aws.com',
      parameters: { type: 'gp3', encrypted: 'true' },
      // Made where the pod is, kept when the claim goes, grown when the claim grows.
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
      allowVolumeExpansion: true,
    });
  },
);

test('storage is there before any controller, so that a chart may claim some', () => {
  const layers = [...flux.files.keys()].filter((path) => path.includes('storage-class'));
  expect(layers).toEqual(['infrastructure/controllers/base/gp3.storage-class.yaml']);
});
