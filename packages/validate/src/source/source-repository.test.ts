import { describe, expect, test } from 'vitest';
import { describeObject } from './kubernetes-object.ts';
import { isYamlPath, readRepository } from './source-repository.ts';

function read(files: Readonly<Record<string, string>>): ReturnType<typeof readRepository> {
  const tree = new Map(
    Object.entries(files).map(([path, text]) => [path, { bytes: new TextEncoder().encode(text) }]),
  );
  return readRepository({ name: 'a', role: 'tenant', branch: 'main', files: tree });
}

describe('readRepository', () => {
  test('reads every document of every YAML file, in order of path', () => {
    const { yaml } = read({
      'b.yml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n---\n- 1\n---\napiVersion: v1\n',
      'a/Kustomization': 'resources: []\n',
      'README.md': '# no',
    });
    expect([...yaml.keys()]).toEqual(['a/Kustomization', 'b.yml']);
    const documents = yaml.get('b.yml')?.documents ?? [];
    expect(
      documents.map(({ object }) => (object === undefined ? undefined : describeObject(object))),
    ).toEqual(['v1 Pod p', undefined, undefined]);
  });

  test('tells the line at which a file stops to be YAML', () => {
    expect(read({ 'a.yaml': 'a: 1\nb: [\nc: 2\n' }).yaml.get('a.yaml')?.problem?.line).toBeGreaterThan(1);
    expect(read({ 'a.yaml': 'a: 1\na: 2\n' }).yaml.get('a.yaml')?.problem).toMatchObject({ line: 2 });
  });

  test('takes merged maps and scalars as Kubernetes does', () => {
    const { yaml } = read({ 'a.yaml': 'x: &x {a: 1}\ny:\n  <<: *x\n  b: on\n  c: 2026-11-22\n' });
    expect(yaml.get('a.yaml')?.documents[0]?.value).toMatchObject({ y: { a: 1, b: 'on', c: '2026-11-22' } });
  });

  test('leaves the templates of Helm charts alone', () => {
    const { yaml } = read({
      'chart/Chart.yaml': 'name: a\n',
      'chart/templates/a.yaml': '{{ if .Values.x }}\n',
      'templates/b.yaml': 'a: 1\n',
    });
    expect([...yaml.keys()]).toEqual(['chart/Chart.yaml', 'templates/b.yaml']);
  });
});

test.each([
  ['a.yaml', true],
  ['a.yml', true],
  ['x/Kustomization', true],
  ['a.json', false],
  ['yaml', false],
])('isYamlPath(%s)', (path, expected) => {
  expect(isYamlPath(path)).toBe(expected);
});
