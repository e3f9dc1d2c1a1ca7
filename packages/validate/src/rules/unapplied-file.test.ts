import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
const root = {
  'a/app/kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: patch.yaml}]\n',
  'a/app/a.yaml': config,
  'a/app/patch.yaml': config,
};

test('files that roots read, as resources or as patches, are applied', async () => {
  expect(await findingsOf('unapplied-file', root)).toEqual([]);
});

test('YAML without objects, and Components that wait for their use, are no matter', async () => {
  const files = {
    ...root,
    'a/.ci.yaml': 'steps: []\n',
    'a/components/x/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nmetadata: {name: x}\n',
  };
  expect(await findingsOf('unapplied-file', files)).toEqual([]);
});

test('says how many objects are forgotten', async () => {
  const files = { ...root, 'a/app/more.yaml': `${config}---\n${config}`, 'a/one.yaml': config };
  expect(await findingsOf('unapplied-file', files)).toMatchObject([
    { path: 'app/more.yaml', message: 'holds 2 objects that nothing applies' },
    { path: 'one.yaml', message: 'holds an object that nothing applies' },
  ]);
});

test('a repository without any root is applied in another way', async () => {
  expect(await findingsOf('unapplied-file', { 'a/a.yaml': config })).toEqual([]);
});
