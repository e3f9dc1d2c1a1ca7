import { describe, expect, test } from 'vitest';
import { findingsOf } from '../validate-files.test.data.ts';

function sync(name: string, spec: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec: {sourceRef: {kind: GitRepository, name: flux-system}, ${spec}}\n`;
}

const config = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: a}\n`;

describe('overlapping-paths', () => {
  test('the same folder twice', async () => {
    const files = {
      'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./apps'),
      'flux-repo/clusters/dev/b.yaml': sync('b', 'path: ./apps'),
      'flux-repo/apps/one.yaml': config('one'),
      'flux-repo/apps/two.yaml': config('two'),
    };
    expect(await findingsOf('overlapping-paths', files)).toMatchObject([
      {
        path: 'clusters/dev/b.yaml',
        field: 'spec.path',
        message:
          'apps overlaps with apps of kustomize.toolkit.fluxcd.io/v1 Kustomization flux-system/a: both apply v1 ConfigMap a/one and 1 more',
      },
    ]);
    expect(await findingsOf('duplicate-object', files)).toEqual([]);
  });

  test('a folder inside of another, unless the outer one leaves it out', async () => {
    const nested = {
      'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./apps'),
      'flux-repo/clusters/dev/b.yaml': sync('b', 'path: ./apps/inner'),
      'flux-repo/apps/one.yaml': config('one'),
      'flux-repo/apps/inner/two.yaml': config('two'),
    };
    expect(await findingsOf('overlapping-paths', nested)).toHaveLength(1);
    const apart = { ...nested, 'flux-repo/apps/kustomization.yaml': 'resources: [one.yaml]\n' };
    expect(await findingsOf('overlapping-paths', apart)).toEqual([]);
  });

  test('the folder of the cluster itself', async () => {
    const files = {
      'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./clusters/dev/more'),
      'flux-repo/clusters/dev/more/one.yaml': config('one'),
    };
    expect(await findingsOf('overlapping-paths', files)).toHaveLength(1);
  });

  test('one folder in two namespaces does not', async () => {
    const bare = config('one').replace(', namespace: a', '');
    const files = {
      'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./apps, targetNamespace: a'),
      'flux-repo/clusters/dev/b.yaml': sync('b', 'path: ./apps, targetNamespace: b'),
      'flux-repo/apps/one.yaml': bare,
    };
    expect(await findingsOf('overlapping-paths', files)).toEqual([]);
  });

  test('the same folder on two clusters does not', async () => {
    const files = {
      'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./apps'),
      'flux-repo/clusters/test/a.yaml': sync('a', 'path: ./apps'),
      'flux-repo/apps/one.yaml': config('one'),
    };
    expect(await findingsOf('overlapping-paths', files)).toEqual([]);
  });
});

test('duplicate-object names both owners', async () => {
  const files = {
    'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./a'),
    'flux-repo/clusters/dev/b.yaml': sync('b', 'path: ./b'),
    'flux-repo/a/one.yaml': config('one'),
    'flux-repo/b/one.yaml': config('one'),
    'flux-repo/b/two.yaml': config('two'),
  };
  expect(await findingsOf('duplicate-object', files)).toMatchObject(
    [{ object: 'v1 ConfigMap a/one', message: /flux-system\/a and by .*flux-system\/b$/ }].map(
      ({ object, message }) => ({ object, message: expect.stringMatching(message) as string }),
    ),
  );
});
