import { expect, test } from 'vitest';
import { problemsWith } from '../small-shop.testing.ts';

test('two tenants must not have one namespace', () => {
  expect(problemsWith({ 'tenants.mail.namespace': 'shop-space' })).toEqual([
    'tenants.mail.namespace: namespace shop-space belongs to tenant shop already',
  ]);
});

test("a tenant's name counts as its namespace when it states none", () => {
  expect(problemsWith({ 'tenants.shop.namespace': 'mail' })).toEqual([
    'tenants.mail: namespace mail belongs to tenant shop already',
  ]);
});

test.each(['default', 'flux-system', 'kube-system', 'kube-anything'])('%s is reserved', (namespace) => {
  expect(problemsWith({ 'tenants.shop.namespace': namespace })).toEqual([
    `tenants.shop.namespace: namespace ${namespace} is reserved: the cluster's own parts live there`,
  ]);
});

test('a tenant must not move in with a controller', () => {
  expect(problemsWith({ 'tenants.shop.namespace': 'monitoring' })).toEqual([
    'tenants.shop.namespace: namespace monitoring belongs to controller metrics already',
  ]);
});
