import { describe, expect, test } from 'vitest';
import { findingsOf, validateFiles } from '../validate-files.test.data.ts';

/** A Flux Kustomization of the flux-repo itself. */
function sync(name: string, spec: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: ${name}, namespace: flux-system}\nspec: {prune: true, interval: 1m, timeout: 1m, retryInterval: 1m, sourceRef: {kind: GitRepository, name: flux-system}, ${spec}}\n`;
}

const badPod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: mongo}]}\n';

/** Where unpinned images are found: the object, as the cluster gets it. */
async function foundPods(files: Readonly<Record<string, string>>): Promise<readonly (string | undefined)[]> {
  return (await findingsOf('image-latest', files)).map(({ object }) => object);
}

describe('follows a cluster as Flux does', () => {
  test('from its folder through Kustomizations to folders without a kustomization.yaml', async () => {
    const report = await validateFiles({
      'flux-repo/clusters/dev/deeper/apps.yaml': sync('apps', 'path: ./apps'),
      'flux-repo/apps/one/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: one}\n',
      'flux-repo/apps/two/kustomization.yaml': 'namePrefix: two-\nresources: [namespace.yaml]\n',
      'flux-repo/apps/two/namespace.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: x}\n',
    });
    expect(report).toMatchObject({ findings: [], roots: 2, objects: 3 });
  });

  test('a path that an overlay patches in', async () => {
    const files = {
      'flux-repo/clusters/dev/kustomization.yaml':
        'resources: [../../base]\npatches:\n  - patch: \'[{"op": "add", "path": "/spec/path", "value": "./apps/dev"}]\'\n    target: {kind: Kustomization}\n',
      'flux-repo/base/kustomization.yaml': 'resources: [sync.yaml]\n',
      'flux-repo/base/sync.yaml': sync('apps', 'path: ./nowhere'),
      'flux-repo/apps/dev/pod.yaml': badPod,
    };
    expect(await foundPods(files)).toEqual(['v1 Pod a']);
  });

  test('target namespace, prefix, images and patches of a Flux Kustomization change what comes out', async () => {
    const files = (spec: string): Record<string, string> => ({
      'flux-repo/clusters/dev/apps.yaml': sync('apps', `path: ./apps${spec}`),
      'flux-repo/apps/pod.yaml': badPod,
    });
    expect(await foundPods(files(', targetNamespace: shop, namePrefix: x-'))).toEqual(['v1 Pod shop/x-a']);
    expect(await foundPods(files(', images: [{name: mongo, newTag: "5"}]'))).toEqual([]);
    const patch = `patches: [{patch: '[{"op": "replace", "path": "/spec/containers/0/image", "value": "a:1"}]', target: {kind: Pod}}]`;
    expect(await foundPods(files(`, ${patch}`))).toEqual([]);
  });

  test('components of a Flux Kustomization', async () => {
    const files = {
      'flux-repo/clusters/dev/apps.yaml': sync('apps', 'path: ./apps/dev, components: [../pinned]'),
      'flux-repo/apps/dev/pod.yaml': badPod,
      'flux-repo/apps/pinned/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nimages: [{name: mongo, newTag: "5"}]\n',
    };
    expect(await foundPods(files)).toEqual([]);
    expect(await findingsOf('render', files)).toEqual([]);
  });

  test('into the repository that the source’s address ends in', async () => {
    const files = {
      'flux-repo/clusters/dev/source.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: shop, namespace: flux-system}\nspec: {url: "https://example.com/v1/repos/microservices-repo.git"}\n',
      'flux-repo/clusters/dev/apps.yaml': sync('apps', 'path: ./deploy').replace(
        'name: flux-system}, path',
        'name: shop}, path',
      ),
      'microservices-repo/deploy/pod.yaml': badPod,
      'microservices-repo/other/kustomization.yaml': 'resources: []\n',
    };
    expect(await findingsOf('image-latest', files)).toMatchObject([
      { repository: 'microservices-repo', path: 'deploy/pod.yaml' },
    ]);
    expect(await findingsOf('unapplied-file', files)).toEqual([]);
  });

  test('a source that another Kustomization brings', async () => {
    const files = {
      'flux-repo/clusters/dev/a-apps.yaml': sync('apps', 'path: ./apps').replace(
        'name: flux-system}, path',
        'name: late}, path',
      ),
      'flux-repo/clusters/dev/b-sources.yaml': sync('sources', 'path: ./sources'),
      'flux-repo/sources/late.yaml':
        'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: late, namespace: flux-system}\nspec: {url: "https://example.com/flux-repo"}\n',
      'flux-repo/apps/pod.yaml': badPod,
    };
    expect(await findingsOf('source-missing', files)).toEqual([]);
    expect(await foundPods(files)).toEqual(['v1 Pod a']);
  });

  test('a FluxInstance’s sync, and the folder that Flux bootstrapped, wherever they are', async () => {
    const instance =
      'apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\nspec: {sync: {kind: GitRepository, path: ./fleet/dev, url: "https://example.com/flux-repo"}}\n';
    const files = {
      'flux-repo/fleet/dev/flux.yaml': instance,
      'flux-repo/fleet/dev/apps.yaml': sync('apps', 'path: ./apps'),
      'flux-repo/fleet/test/gotk-sync.yaml': sync('flux-system', 'path: ./fleet/test'),
      'flux-repo/fleet/test/apps.yaml': sync('apps', 'path: ./gone'),
      'flux-repo/apps/pod.yaml': badPod,
    };
    expect(await foundPods(files)).toEqual(['v1 Pod a']);
    expect(await findingsOf('render', files)).toMatchObject([
      { path: 'fleet/test/apps.yaml', field: 'spec.path', message: 'flux-repo has no folder gone' },
    ]);
  });
});

test('what every cluster shares is rendered once', async () => {
  const shared = {
    'flux-repo/clusters/a/apps.yaml': sync('apps', 'path: ./apps'),
    'flux-repo/clusters/b/apps.yaml': sync('apps', 'path: ./apps/'),
    'flux-repo/clusters/c/apps.yaml': sync('apps', 'path: apps'),
    'flux-repo/apps/pod.yaml': badPod,
  };
  expect((await validateFiles(shared)).roots).toBe(4);
});

test('two Kustomizations that lead to each other do not hang it', async () => {
  const files = {
    'flux-repo/clusters/dev/a.yaml': sync('a', 'path: ./loop'),
    'flux-repo/loop/b.yaml': sync('b', 'path: ./clusters/dev'),
  };
  expect(
    (await findingsOf('duplicate-object', files)).length +
      (await findingsOf('overlapping-paths', files)).length,
  ).toBeGreaterThan(0);
});
