import { describe, expect, test } from 'vitest';
import { rootsTouchedBy } from './kustomize-roots.ts';
import { isPlainKustomization, mayName } from './plain-text.ts';
import { treeOf } from './shop.test.data.ts';

const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\n';

describe('isPlainKustomization', () => {
  test.each([
    'resources: []\n',
    `${head}kind: Kustomization\n`,
    `# x\n${head}kind: Kustomization\r\nresources: []\n`,
  ])('is sure of %j', (text) => {
    expect(isPlainKustomization(text)).toBe(true);
  });

  test.each([
    `${head}kind: Component\n`,
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
    'kind: Other\n',
    '{"kind": "Kustomization"}\n',
  ])('is not sure of %j', (text) => {
    expect(isPlainKustomization(text)).toBe(false);
  });
});

describe('mayName', () => {
  test.each([
    'resources: [../base]',
    'resources:\n  - ../base/\n',
    'resources: ["..\\/b\\u0061se"]',
    'resources: [../x/../base]',
    'resources: [.././base]',
    'resources: [..//base]',
    'transformers: [t.yaml]',
  ])('does not rule out %j', (text) => {
    expect(mayName(text, '../base')).toBe(true);
  });

  test('rules out what does not have the path', () => {
    expect(mayName('resources:\n  - ../../base\n  - ./s.yaml\n', '../other/base')).toBe(false);
  });
});

test.each([
  '..',
  '../',
  './..',
  '.././',
  '..//',
  '../b/..',
  '"../"',
  '../../a',
  '../../a/',
  '../x/..',
  '"../../\\x61"',
])('a root that names its base as %s is touched by it', (reference) => {
  const tree = treeOf({
    'a/kustomization.yaml': 'namePrefix: a-\nresources: [s.yaml]\n',
    'a/b/kustomization.yaml': `resources:\n  - ${reference}\n`,
  });
  expect(rootsTouchedBy(tree, ['a/s.yaml'])).toEqual(['a', 'a/b']);
});

test('a file that a plugin names touches the root that has the plugin', () => {
  const tree = treeOf({
    'a/kustomization.yaml': 'transformers: [t.yaml]\n',
    'a/t.yaml': 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: p}\npath: patch.yaml\n',
  });
  expect(rootsTouchedBy(tree, ['a/patch.yaml'])).toEqual(['a']);
});
