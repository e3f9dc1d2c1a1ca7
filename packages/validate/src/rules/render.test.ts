import { expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

test('what kustomize refuses in a base is told once, at the file, for all overlays', async () => {
  const files = {
    'a/base/kustomization.yaml': 'resources: [a.yaml, b.yaml]\n',
    'a/base/a.yaml': config,
    'a/base/b.yaml': config,
    'a/one/kustomization.yaml': 'resources: [../base]\n',
    'a/two/kustomization.yaml': 'resources: [../base]\n',
  };
  expect(await findingsOf('render', files)).toMatchObject([
    { path: 'base/b.yaml', message: expect.stringContaining('already registered id: ConfigMap') as string },
  ]);
});

test('a wrong field of a Kustomization', async () => {
  const files = { 'a/kustomization.yaml': 'resorces: []\n' };
  expect(await findingsOf('render', files)).toMatchObject([
    {
      path: 'kustomization.yaml',
      message: 'does not render: invalid Kustomization: json: unknown field "resorces"',
    },
  ]);
});

test('a file that is missing or outside, at the line that names it', async () => {
  const files = { 'a/b/kustomization.yaml': 'resources:\n  - ../../../x\n  - gone.yaml\n' };
  expect(await findingsOf('render', files)).toMatchObject([
    { line: 2, field: 'resources[0]', message: '../../../x lies outside of the repository' },
    { line: 3, field: 'resources[1]', message: 'gone.yaml does not exist' },
  ]);
});

test('a file that is no YAML is told by its own rule only', async () => {
  const files = { 'a/kustomization.yaml': 'resources: [a.yaml]\n', 'a/a.yaml': 'a: [\n' };
  expect(await findingsOf('render', files)).toEqual([]);
  expect(await findingsOf('yaml', files)).toHaveLength(1);
});
