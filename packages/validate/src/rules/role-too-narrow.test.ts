import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';
import { tenant } from './tenant.example.ts';

const rolePath = 'flux-repo/clusters/dev/role.yaml';

function role(rules: string, kind = 'Role'): Record<string, string> {
  const text = `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nmetadata: {name: sock-shop-reconciler, namespace: sock-shop}\nrules: [${rules}]\n`;
  return { ...tenant, [rolePath]: text };
}

const all = 'verbs: [get, list, watch, create, patch, delete]';

test('names what is missing, and how often', async () => {
  const files = {
    ...role('{apiGroups: [""], resources: [services], verbs: [get, list, watch]}'),
    'microservices-repo/deploy/orders.yaml': tenant['microservices-repo/deploy/carts.yaml'].replace(
      'carts',
      'orders',
    ),
  };
  expect(await findingsOf('role-too-narrow', files)).toMatchObject([
    {
      repository: 'microservices-repo',
      path: 'deploy/carts.yaml',
      object: 'v1 Service sock-shop/carts',
      message:
        'ServiceAccount sock-shop/sock-shop-reconciler may not create, patch, delete services in namespace sock-shop (and 1 more like v1 Service sock-shop/carts)',
    },
  ]);
});

test('several rules of a role add up, and wildcards count', async () => {
  const split = role(
    '{apiGroups: [""], resources: [services], verbs: [get, list, watch]}, {apiGroups: [""], resources: ["*"], verbs: [create, patch, delete]}',
  );
  expect(await findingsOf('role-too-narrow', split)).toEqual([]);
});

test('a rule for another group, another resource or another name does not count', async () => {
  for (const rule of [
    `{apiGroups: [apps], resources: [services], ${all}}`,
    `{apiGroups: [""], resources: [pods], ${all}}`,
    `{apiGroups: [""], resources: [services], resourceNames: [orders], ${all}}`,
  ]) {
    expect(await findingsOf('role-too-narrow', role(rule))).toHaveLength(1);
  }
});

test('plurals are those of Kubernetes', async () => {
  const files = {
    ...role(
      `{apiGroups: [networking.k8s.io], resources: [networkpolicies, ingresses], ${all}}, {apiGroups: [""], resources: [services, endpoints], ${all}}`,
    ),
    'microservices-repo/deploy/more.yaml': ['NetworkPolicy', 'Ingress']
      .map((kind) => `apiVersion: networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: a}\n`)
      .concat('apiVersion: v1\nkind: Endpoints\nmetadata: {name: a}\n')
      .join('---\n'),
  };
  expect(await findingsOf('role-too-narrow', files)).toEqual([]);
});

test('an object of the whole cluster, or of another namespace, is outside of a Role', async () => {
  const sync = tenant['flux-repo/clusters/dev/sync.yaml'].replace('  targetNamespace: sock-shop\n', '');
  const files = {
    ...tenant,
    'flux-repo/clusters/dev/sync.yaml': sync,
    'microservices-repo/deploy/carts.yaml': tenant['microservices-repo/deploy/carts.yaml'].replace(
      'name: carts',
      'name: carts\n  namespace: other',
    ),
    'microservices-repo/deploy/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: other\n',
  };
  const messages = (await findingsOf('role-too-narrow', files)).map(({ message }) => message);
  expect(messages).toEqual([
    expect.stringContaining('services in namespace other'),
    expect.stringContaining('namespaces outside of any namespace'),
  ]);
});

test('a ClusterRole bound in the namespace counts, built-in ones too', async () => {
  const binding = tenant['flux-repo/clusters/dev/rbac.yaml'].replace('kind: Role\n', 'kind: ClusterRole\n');
  const own = role(`{apiGroups: [""], resources: [services], ${all}}`, 'ClusterRole');
  expect(
    await findingsOf('role-too-narrow', { ...own, 'flux-repo/clusters/dev/rbac.yaml': binding }),
  ).toEqual([]);
  const edit = binding.replace('name: sock-shop-reconciler\nsubjects', 'name: edit\nsubjects');
  expect(
    await findingsOf('role-too-narrow', { ...tenant, 'flux-repo/clusters/dev/rbac.yaml': edit }),
  ).toEqual([]);
});

test('without any binding everything is refused', async () => {
  const account = tenant['flux-repo/clusters/dev/rbac.yaml'].split('---\n')[0] ?? '';
  expect(
    await findingsOf('role-too-narrow', { ...tenant, 'flux-repo/clusters/dev/rbac.yaml': account }),
  ).toHaveLength(1);
});
