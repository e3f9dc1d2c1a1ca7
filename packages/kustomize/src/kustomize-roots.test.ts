import type { FileTree } from '@tideway/gitops';
import { describe, expect, test } from 'vitest';
import { kustomizeEntries, kustomizeRoots, rootsTouchedBy } from './kustomize-roots.ts';
import { shop, treeOf } from './shop.test.data.ts';

const roots = ['base', 'overlays/development', 'overlays/production'];

describe('kustomizeRoots', () => {
  test('names folders with a Kustomization, not those with a Component', () => {
    expect(kustomizeRoots(treeOf(shop))).toEqual(roots);
  });

  test('knows all three file names, a missing kind, and the top folder', () => {
    const tree = treeOf({
      'kustomization.yml': 'resources: []\n',
      'a/Kustomization': '{}\n',
      'b/other.yaml': '{}\n',
    });
    expect(kustomizeRoots(tree)).toEqual(['.', 'a']);
  });

  test("does not take Flux's Kustomization for one of Kustomize", () => {
    const tree = treeOf({
      'clusters/dev/kustomization.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
    });
    expect(kustomizeRoots(tree)).toEqual([]);
  });

  test('names a folder whose file is no YAML, so that rendering it says so', () => {
    expect(kustomizeRoots(treeOf({ 'a/kustomization.yaml': 'a: [\n' }))).toEqual(['a']);
  });
});

test('kustomizeEntries leaves out what others build on', () => {
  expect(kustomizeEntries(treeOf(shop))).toEqual(['overlays/development', 'overlays/production']);
});

describe('rootsTouchedBy', () => {
  test.each([
    ['base/carts.yaml', roots],
    ['base/kustomization.yaml', roots],
    ['components/metrics/patch.yaml', ['overlays/development']],
    ['overlays/development/files/development.conf', ['overlays/development']],
    ['overlays/development/development.env', ['overlays/development']],
    ['overlays/production/kustomization.yaml', ['overlays/production']],
    ['README.md', []],
    ['base/unused.yaml', []],
  ])('%s', (changed, touched) => {
    expect(rootsTouchedBy(treeOf(shop), [changed])).toEqual(touched);
  });

  test('a removed file counts for whom names it', () => {
    const tree = shopWithout('base/carts.yaml');
    expect(rootsTouchedBy(tree, ['base/carts.yaml'])).toEqual(roots);
  });

  test('a removed base counts for whom builds on it', () => {
    const tree = shopWithout('base/kustomization.yaml');
    expect(rootsTouchedBy(tree, ['base/kustomization.yaml'])).toEqual([
      'overlays/development',
      'overlays/production',
    ]);
  });

  test('two folders that name each other do not hang it', () => {
    const tree = treeOf({
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../a]\n',
    });
    expect(rootsTouchedBy(tree, ['a/kustomization.yaml'])).toEqual(['a', 'b']);
  });
});

function shopWithout(path: string): FileTree {
  return new Map([...treeOf(shop)].filter(([each]) => each !== path));
}
