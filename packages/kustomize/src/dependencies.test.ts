import { describe, expect, test } from 'vitest';
import { kustomizeDependencies } from './dependencies.ts';
import { treeOf } from './shop.test.data.ts';

function dependenciesOf(files: Readonly<Record<string, string>>): ReturnType<typeof kustomizeDependencies> {
  return kustomizeDependencies(treeOf(files), 'app');
}

describe('kustomizeDependencies', () => {
  test.each([
    ['resources', 'resources: [x.yaml]'],
    ['crds', 'crds: [x.yaml]'],
    ['configurations', 'configurations: [x.yaml]'],
    ['patches', 'patches: [{path: x.yaml}]'],
    ['patchesJson6902', 'patchesJson6902: [{path: x.yaml, target: {kind: A, name: a}}]'],
    ['patchesStrategicMerge', 'patchesStrategicMerge: [x.yaml]'],
    ['replacements', 'replacements: [{path: x.yaml}]'],
    ['generators', 'generators: [x.yaml]'],
    ['transformers', 'transformers: [x.yaml]'],
    ['validators', 'validators: [x.yaml]'],
    ['configMapGenerator files', 'configMapGenerator: [{name: a, files: [x.yaml]}]'],
    ['configMapGenerator files with a key', 'configMapGenerator: [{name: a, files: [key=x.yaml]}]'],
    ['secretGenerator envs', 'secretGenerator: [{name: a, envs: [x.yaml]}]'],
    ['secretGenerator env', 'secretGenerator: [{name: a, env: x.yaml}]'],
    ['openapi', 'openapi: {path: x.yaml}'],
  ])('follows %s', (_, kustomization) => {
    const { files, problems } = dependenciesOf({
      'app/kustomization.yaml': kustomization,
      'app/x.yaml': '{}',
    });
    expect([...files]).toContain('app/x.yaml');
    expect(problems).toEqual([]);
  });

  test("follows the files that a plugin's configuration names", () => {
    const { files } = dependenciesOf({
      'app/kustomization.yaml': 'transformers: [t.yaml]',
      'app/t.yaml': 'apiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: p}\npath: patch.yaml\n',
      'app/patch.yaml': '{}',
    });
    expect([...files]).toContain('app/patch.yaml');
  });

  test('does not take inline plugins and patches for files', () => {
    const { problems } = dependenciesOf({
      'app/kustomization.yaml':
        'transformers:\n  - |-\n    apiVersion: builtin\n    kind: PrefixTransformer\npatchesStrategicMerge:\n  - \'{"kind": "A"}\'\n',
    });
    expect(problems).toEqual([]);
  });

  test('says every problem at once, with file and field', () => {
    const { problems } = dependenciesOf({
      'app/kustomization.yaml':
        'resources:\n  - gone.yaml\n  - ../../outside\n  - https://example.com/a.yaml\n  - github.com/a/b//c?ref=v1\n  - git@example.com:a/b\npatches:\n  - path: /etc/passwd\n',
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'app/kustomization.yaml: resources: gone.yaml does not exist',
      'app/kustomization.yaml: resources: ../../outside lies outside of the repository',
      'app/kustomization.yaml: resources: https://example.com/a.yaml is fetched from elsewhere; copy it into the repository',
      'app/kustomization.yaml: resources: github.com/a/b//c?ref=v1 is fetched from elsewhere; copy it into the repository',
      'app/kustomization.yaml: resources: git@example.com:a/b is fetched from elsewhere; copy it into the repository',
      'app/kustomization.yaml: patches[].path: /etc/passwd lies outside of the repository',
    ]);
    expect(problems[2]).toMatchObject({
      reason: 'remote',
      file: 'app/kustomization.yaml',
      field: 'resources',
      value: 'https://example.com/a.yaml',
    });
  });
});
