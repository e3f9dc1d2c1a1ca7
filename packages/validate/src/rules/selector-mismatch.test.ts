import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const workload = (labels: string, selector = labels, namespace = 'a'): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: carts, namespace: ${namespace}}\nspec:\n  selector: {matchLabels: {${selector}}}\n  template:\n    metadata: {labels: {${labels}}}\n    spec: {containers: []}\n`;

function beside(text: string, deployment = workload('name: carts, tier: back')): Record<string, string> {
  return { 'a/deployment.yaml': deployment, 'a/other.yaml': text };
}

const service = (selector: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: carts, namespace: a}\nspec: {selector: {${selector}}}\n`;
const policy = (selector: string): string =>
  `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: carts, namespace: a}\nspec: {podSelector: {${selector}}}\n`;
const budget = (selector: string): string =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: carts, namespace: a}\nspec: {selector: {${selector}}}\n`;

test.each([
  ['a Service', service('name: carts')],
  ['a Service with some of the labels', service('tier: back')],
  ['a Service without a selector', service('')],
  ['a NetworkPolicy', policy('matchLabels: {name: carts}')],
  ['a NetworkPolicy for all pods', policy('')],
  ['an expression In', policy('matchExpressions: [{key: name, operator: In, values: [carts, orders]}]')],
  ['an expression Exists', policy('matchExpressions: [{key: tier, operator: Exists}]')],
  ['a PodDisruptionBudget', budget('matchLabels: {name: carts}')],
])('%s finds pods', async (_, text) => {
  expect(await findingsOf('selector-mismatch', beside(text))).toEqual([]);
});

test.each([
  ['a Service', service('name: cart'), 'spec.selector'],
  ['a Service with one label too many', service('name: carts, colour: blue'), 'spec.selector'],
  ['a NetworkPolicy', policy('matchLabels: {name: cart}'), 'spec.podSelector'],
  [
    'an expression NotIn',
    policy('matchExpressions: [{key: name, operator: NotIn, values: [carts]}]'),
    'spec.podSelector',
  ],
  [
    'an expression DoesNotExist',
    policy('matchExpressions: [{key: tier, operator: DoesNotExist}]'),
    'spec.podSelector',
  ],
  ['a PodDisruptionBudget', budget('matchLabels: {name: cart}'), 'spec.selector'],
])('%s finds none', async (_, text, field) => {
  expect(await findingsOf('selector-mismatch', beside(text))).toMatchObject([{ path: 'other.yaml', field }]);
});

test('pods of another namespace do not count', async () => {
  const other = workload('name: carts', 'name: carts', 'b');
  expect(await findingsOf('selector-mismatch', beside(service('name: carts'), other))).toHaveLength(1);
});

test('a workload selects its own pods', async () => {
  const files = { 'a/deployment.yaml': workload('name: carts', 'name: cart') };
  expect(await findingsOf('selector-mismatch', files)).toMatchObject([
    { message: 'does not select its own pods' },
  ]);
});

test('pods that a chart brings to the namespace are not known', async () => {
  const release =
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a, namespace: flux-system}\nspec: {targetNamespace: a}\n';
  const files = { 'a/release.yaml': release, 'a/other.yaml': service('name: x') };
  expect(await findingsOf('selector-mismatch', files)).toEqual([]);
});
