import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findKustomize } from './find-kustomize.ts';
import type { Kustomize } from './kustomize.ts';
import { renderRoots, type Rendering } from './render-roots.ts';
import { shop, treeOf } from './shop.test.data.ts';

let folder: string;
let kustomize: Kustomize;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tideway-kustomize-'));
  kustomize = await findKustomize({ cacheDirectory: join(folder, 'cache') });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function render(
  files: Readonly<Record<string, string>>,
  roots: readonly string[],
): Promise<readonly Rendering[]> {
  const temporaryDirectory = join(folder, 'temporary');
  const renderings = await renderRoots({ kustomize, tree: treeOf(files), roots, temporaryDirectory });
  expect(await readdir(temporaryDirectory).catch(() => [])).toEqual([]);
  return renderings;
}

describe('renderRoots', () => {
  test('renders overlays with bases, components and generated ConfigMaps, in the order asked for', async () => {
    const [production, development] = await render(shop, ['overlays/production', 'overlays/development']);
    expect(production?.root).toBe('overlays/production');
    expect(production?.yaml).toContain('namespace: production');
    expect(development?.yaml).toContain('metrics: "yes"');
    expect(development?.yaml).toContain('LEVEL: debug');
    expect(development?.yaml).toContain('colour = blue');
  });

  test("tells kustomize's refusal with paths of the tree, and renders the others", async () => {
    const files = {
      ...shop,
      'base/carts.yaml': 'kind: ConfigMap\n',
      'sound/kustomization.yaml': 'namePrefix: a-\nresources: [x.yaml]\n',
      'sound/x.yaml': shop['base/user.yaml'],
    };
    const [broken, sound] = await render(files, ['base', 'sound']);
    expect(broken?.yaml).toBeUndefined();
    expect(broken?.problem).toMatch(/base/);
    expect(broken?.problem).not.toContain(folder);
    expect(sound?.yaml).toContain('name: a-user');
  });

  test('tells what would need the network or is missing without running anything', async () => {
    const kustomizeThatMustNotRun: Kustomize = {
      ...kustomize,
      build: () => Promise.reject(new Error('was run')),
    };
    const [rendering] = await renderRoots({
      kustomize: kustomizeThatMustNotRun,
      tree: treeOf({ 'a/kustomization.yaml': 'resources: [https://example.com/x.yaml, y.yaml]\n' }),
      roots: ['a'],
      temporaryDirectory: join(folder, 'temporary'),
    });
    expect(rendering?.problem?.split('\n')).toEqual([
      'a/kustomization.yaml: resources: https://example.com/x.yaml is fetched from elsewhere; copy it into the repository',
      'a/kustomization.yaml: resources: y.yaml does not exist',
    ]);
  });

  test('writes nothing outside of its folder', async () => {
    const files = {
      '../a/kustomization.yaml': 'resources: []\n',
      'b\\c/kustomization.yaml': 'resources: []\n',
    };
    const renderings = await render(files, ['../a', 'b\\c']);
    expect(renderings.map(({ problem }) => problem)).toEqual([
      '../a/kustomization.yaml: escapes its folder or is not normalised',
      'b\\c/kustomization.yaml: holds a backslash',
    ]);
  });

  test('a folder that is no root is a problem', async () => {
    expect(await render(shop, ['nowhere'])).toEqual([
      { root: 'nowhere', problem: 'nowhere: has no kustomization.yaml' },
    ]);
  });

  test('renders forty roots', async () => {
    const files: Record<string, string> = {};
    for (let i = 0; i < 40; i += 1) {
      files[`r${i}/kustomization.yaml`] = `namePrefix: p${i}-\nresources: [x.yaml]\n`;
      files[`r${i}/x.yaml`] = shop['base/user.yaml'];
    }
    const roots = Array.from({ length: 40 }, (_, i) => `r${i}`);
    const renderings = await render(files, roots);
    expect(renderings.map(({ yaml }) => /name: (p\d+)-user/.exec(yaml ?? '')?.[1])).toEqual(
      roots.map((root) => root.replace('r', 'p')),
    );
  });
});
