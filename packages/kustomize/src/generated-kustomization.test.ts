import { expect, test } from 'vitest';
import { generatedKustomization } from './generated-kustomization.ts';
import { treeOf } from './shop.test.data.ts';

const cluster = {
  'clusters/dev/apps.yaml': '{}',
  'clusters/dev/more/infrastructure.yml': '{}',
  'clusters/dev/README.md': '',
  'clusters/dev/flux-system/kustomization.yaml': '{}',
  'clusters/dev/flux-system/gotk-sync.yaml': '{}',
  'clusters/dev/flux-system/deeper/kustomization.yaml': '{}',
  'clusters/dev2/other.yaml': '{}',
};

test('Flux takes all YAML below a folder, and folders with a Kustomization as a whole', () => {
  expect(generatedKustomization(treeOf(cluster), 'clusters/dev')).toBe(
    'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - apps.yaml\n  - flux-system\n  - more/infrastructure.yml\n',
  );
});

test('the top folder counts as a folder', () => {
  expect(generatedKustomization(treeOf({ 'a.yaml': '{}' }), '.')).toContain('- a.yaml');
});

test('a folder with a Kustomization, or with nothing to apply, gets none', () => {
  expect(generatedKustomization(treeOf(cluster), 'clusters/dev/flux-system')).toBeUndefined();
  expect(generatedKustomization(treeOf(cluster), 'clusters/none')).toBeUndefined();
});
