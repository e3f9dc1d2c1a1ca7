import { definePlatform, pinned } from '@tideway/model';
import { expect, test } from 'vitest';
import { kustomizationIn, objectIn, objectsIn, repository, shopInput } from '../shop.test.data.ts';

const flux = repository('flux-repo');
const base = 'infrastructure/configs/base';

/** Checks of a policy, by what they begin with. */
function expressions(file: string): readonly string[] {
  const { spec } = objectIn(flux, file, 'ValidatingAdmissionPolicy');
  return spec.validations.map(({ expression }) => expression);
}

test('Flux may fetch from the platform and from the declared charts only', () => {
  expect(expressions(`${base}/allowed-sources.yaml`)).toEqual([
    'object.kind != "GitRepository" || object.spec.url.startsWith("https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/")',
    'object.kind != "OCIRepository" || object.spec.url.startsWith("oci://111122223333.dkr.ecr.eu-central-1.amazonaws.com/") || object.spec.url in ["oci://ghcr.io/external-secrets/charts/external-secrets", "oci://ghcr.io/acme/charts/metrics"]',
    'object.kind != "ImageRepository" || object.spec.image.startsWith("111122223333.dkr.ecr.eu-central-1.amazonaws.com/")',
    '!(object.kind in ["HelmRepository", "Bucket"])',
  ]);
});

test("a tenant's ExternalSecrets stay within its folder", () => {
  const { spec } = objectIn(flux, `${base}/tenant-secrets.yaml`, 'ValidatingAdmissionPolicy');
  expect(spec.matchConstraints.namespaceSelector).toEqual({
    matchExpressions: [{ key: 'toolkit.fluxcd.io/tenant', operator: 'Exists' }],
  });
  expect(expressions(`${base}/tenant-secrets.yaml`)).toEqual([
    expect.stringContaining('object.spec.secretStoreRef.name == "aws-secrets-manager"'),
    '!has(object.spec.dataFrom)',
    '!has(object.spec.data) || object.spec.data.all(item, !has(item.sourceRef))',
  ]);
});

test.each(['allowed-sources', 'tenant-secrets'])(
  '%s is in force, refuses, and lets go of what is being deleted',
  (name) => {
    const policy = objectIn(flux, `${base}/${name}.yaml`, 'ValidatingAdmissionPolicy');
    const binding = objectIn(flux, `${base}/${name}.yaml`, 'ValidatingAdmissionPolicyBinding');
    expect(binding).toMatchObject({
      kind: 'ValidatingAdmissionPolicyBinding',
      spec: { policyName: policy.metadata.name, validationActions: ['Deny'] },
    });
    expect(policy.spec.failurePolicy).toBe('Fail');
    expect(policy.spec.matchConditions).toEqual([
      { name: 'not-being-deleted', expression: '!has(object.metadata.deletionTimestamp)' },
    ]);
  },
);

test('no External Secrets, no policy about it', () => {
  const services = { web: { image: pinned('acme/web:1.0') } };
  const plain = definePlatform({
    ...shopInput,
    controllers: {},
    tenants: { shop: { repository: 'shop-repo', services } },
  });
  const without = repository('flux-repo', plain);
  expect(without.files.has(`${base}/tenant-secrets.yaml`)).toBe(false);
  expect(kustomizationIn(without, base).resources).toEqual(['allowed-sources.yaml']);
});

test("controllers are reached from their namespace and their clusters' networks; kube-system is left alone", () => {
  const path = 'infrastructure/configs/overlays/prod/network-policies.yaml';
  const { metadata, spec } = objectIn(flux, path, 'NetworkPolicy');
  expect(objectsIn(flux, path)).toHaveLength(1);
  expect(metadata).toEqual({ name: 'default-ingress', namespace: 'external-secrets' });
  expect(spec.ingress).toEqual([
    {
      from: [{ podSelector: {} }, { ipBlock: { cidr: '10.2.0.0/16' } }, { ipBlock: { cidr: '10.3.0.0/16' } }],
    },
  ]);
});
