import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

interface Manifest {
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const repository = join(import.meta.dirname, '..', '..', '..');
const read = (...path: readonly string[]): Manifest =>
  JSON.parse(readFileSync(join(repository, ...path, 'package.json'), 'utf8')) as Manifest;
const installed = (name: string): Manifest => read('node_modules', ...name.split('/'));

const ours = read('packages', 'infra');
const root = read();
const pins = { ...ours.dependencies, ...ours.devDependencies };
const blueprints = installed('@aws-quickstart/eks-blueprints');

test.each(['aws-cdk-lib', 'aws-cdk'])('%s is the very version that the EKS Blueprints ask for', (name) => {
  const asked = blueprints.peerDependencies?.[name];
  expect(asked).toMatch(/^\d+\.\d+\.\d+$/);
  expect(pins[name]).toBe(asked);
  expect(installed(name).version).toBe(asked);
});

test.each(['@aws-quickstart/eks-blueprints', 'aws-cdk-lib', 'aws-cdk', 'cdk-nag', 'constructs'])(
  '%s is pinned exactly, and installed as pinned',
  (name) => {
    expect(pins[name]).toMatch(/^\d+\.\d+\.\d+$/);
    expect(installed(name).version).toBe(pins[name]);
  },
);

test.each(['aws-cdk-lib', 'constructs'])('the repository as a whole pins the same %s', (name) => {
  expect(root.devDependencies?.[name]).toBe(pins[name]);
});
