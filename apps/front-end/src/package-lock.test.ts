import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages: Readonly<
    Record<string, Partial<Manifest> & { readonly version?: string; readonly integrity?: string }>
  >;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));

test('package-lock.json is in step with package.json, so that npm ci works where the folder stands alone', () => {
  const { dependencies, devDependencies } = read('package.json') as Manifest;
  const { packages } = read('package-lock.json') as Lock;
  assert.deepEqual(packages['']?.dependencies, dependencies);
  assert.deepEqual(packages['']?.devDependencies, devDependencies);
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    assert.equal(packages[`node_modules/${name}`]?.version, version, name);
  }
  for (const [path, { integrity }] of Object.entries(packages)) {
    assert.ok(path === '' || integrity !== undefined, `${path} has no integrity`);
  }
});
