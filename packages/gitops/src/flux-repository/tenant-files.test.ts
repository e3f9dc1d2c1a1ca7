import { definePlatform, pinned } from '@tideway/model';
import { expect, test } from 'vitest';
import { renderOne } from '../kustomize.test.data.ts';
import type { Namespace } from '../kinds/index.ts';
import { objectIn, objectsIn, ofKind, repository, shopInput } from '../shop.test.data.ts';

const flux = repository('flux-repo');

test('a namespace enforces the weakest level that a service needs, and warns of everything below restricted', () => {
  const labels = (tenant: string): Namespace['metadata']['labels'] =>
    objectIn(flux, `apps/base/${tenant}/namespace.yaml`, 'Namespace').metadata.labels;
  expect(labels('shop')).toEqual({
    'app.kubernetes.io/part-of': 'acme',
    'toolkit.fluxcd.io/tenant': 'shop',
    'pod-security.kubernetes.io/enforce': 'baseline',
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/audit': 'restricted',
  });
  expect(labels('blog')?.['pod-security.kubernetes.io/enforce']).toBe('restricted');
});

test('everything of a tenant is in its namespace', () => {
  for (const file of ['rbac', 'quota', 'network-policy', 'source', 'sync']) {
    for (const { metadata } of objectsIn(flux, `apps/base/blog/${file}.yaml`)) {
      expect(metadata.namespace).toBe('blog-apps');
    }
  }
});

test('a tenant may manage what Tideway writes for it in its namespace, and nothing else', () => {
  const { rules } = objectIn(flux, 'apps/base/shop/rbac.yaml', 'Role');
  const managed = rules
    .filter(({ verbs }) => verbs.includes('create'))
    .flatMap(({ apiGroups, resources }) => resources.map((one) => `${apiGroups.join()}/${one}`));
  expect(managed).toEqual([
    'apps/deployments',
    '/services',
    '/persistentvolumeclaims',
    'networking.k8s.io/networkpolicies',
    'policy/poddisruptionbudgets',
    'external-secrets.io/externalsecrets',
  ]);
  const seen = rules.filter(({ verbs }) => !verbs.includes('create'));
  expect(seen).toEqual([
    { apiGroups: ['apps'], resources: ['replicasets'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
  ]);
  expect(JSON.stringify(rules)).not.toContain('*');
  const all = [...flux.files.keys()]
    .filter((path) => path.startsWith('apps/'))
    .flatMap((path) => objectsIn(flux, path));
  expect(all.filter(({ kind }) => kind.startsWith('Cluster'))).toEqual([]);
});

test("the account that Flux impersonates has the Role in the tenant's namespace, and no token in pods", () => {
  const name = 'shop-reconciler';
  expect(objectIn(flux, 'apps/base/shop/rbac.yaml', 'ServiceAccount')).toMatchObject({
    metadata: { name, namespace: 'shop' },
    automountServiceAccountToken: false,
  });
  expect(objectIn(flux, 'apps/base/shop/rbac.yaml', 'RoleBinding')).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'shop' }],
  });
  const { spec } = objectIn(flux, 'apps/base/shop/sync.yaml', 'Kustomization');
  expect(spec).toMatchObject({ serviceAccountName: name, targetNamespace: 'shop', prune: true, wait: true });
});

test("a tenant's repository is followed by its branch, as Flux itself", () => {
  expect(objectIn(flux, 'apps/base/blog/source.yaml', 'GitRepository').spec).toEqual({
    interval: '1m',
    timeout: '60s',
    provider: 'aws',
    url: 'https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/blog-repo',
    ref: { branch: 'release/1' },
  });
});

test('the time limit is longer than the slowest start', () => {
  const probes = {
    readiness: { tcp: 'http', initialDelaySeconds: 600, periodSeconds: 10, failureThreshold: 6 },
  };
  const slow = { image: pinned('acme/slow:1.0'), ports: { http: 80 }, probes };
  const platform = definePlatform({
    ...shopInput,
    tenants: { shop: { repository: 'r', services: { slow } } },
  });
  const { spec } = objectIn(repository('flux-repo', platform), 'apps/base/shop/sync.yaml', 'Kustomization');
  expect(spec.timeout).toBe('14m');
  expect(
    objectIn(repository('flux-repo', platform), 'clusters/prod-1/apps.yaml', 'Kustomization').spec.timeout,
  ).toBe('16m');
});

test('quota and limits are those of the model', () => {
  expect(objectIn(flux, 'apps/base/shop/quota.yaml', 'ResourceQuota').spec.hard).toEqual({
    'requests.cpu': '10',
    'requests.memory': '20Gi',
    'limits.cpu': '20',
    'limits.memory': '40Gi',
    pods: '100',
    services: '50',
    'services.loadbalancers': '2',
    persistentvolumeclaims: '20',
    'requests.storage': '100Gi',
  });
  expect(objectIn(flux, 'apps/base/shop/quota.yaml', 'LimitRange').spec.limits).toEqual([
    {
      type: 'Container',
      default: { cpu: '200m', memory: '256Mi' },
      defaultRequest: { cpu: '50m', memory: '64Mi' },
      max: { cpu: '2', memory: '4Gi' },
    },
  ]);
});

test('nothing is reached or reaches out in a namespace unless a service says so, but for DNS', () => {
  const [deny, dns, ...others] = ofKind(
    objectsIn(flux, 'apps/base/shop/network-policy.yaml'),
    'NetworkPolicy',
  );
  expect(others).toEqual([]);
  expect(deny?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  expect(dns?.spec.policyTypes).toEqual(['Egress']);
  expect(dns?.spec.egress).toHaveLength(1);
});

test('every tenant has a store with its own folder, whether or not its services name a secret', () => {
  const { spec } = objectIn(flux, 'apps/base/shop/secret-store.yaml', 'SecretStore');
  expect(spec.provider.aws).toEqual({
    service: 'SecretsManager',
    region: 'eu-central-1',
    prefix: 'acme/shop/',
  });
  expect(objectIn(flux, 'apps/base/blog/secret-store.yaml', 'SecretStore').spec.provider.aws.prefix).toBe(
    'acme/blog/',
  );
});

test.each([
  ['dev', 'shop'],
  ['prod', 'blog'],
])('the overlay of %s gives the Kustomization of %s its folder', async (environment, tenant) => {
  const objects = await renderOne(flux.files, `apps/overlays/${environment}/${tenant}`);
  const [sync, ...others] = ofKind(objects, 'Kustomization');
  expect(others).toEqual([]);
  expect(sync?.spec.path).toBe(`./deploy/kubernetes/overlays/${environment}`);
});
