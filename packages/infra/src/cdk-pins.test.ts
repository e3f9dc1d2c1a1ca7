import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Versions = Readonly<Record<string, string>>;

interface Manifest {
  readonly version: string;
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly peerDependencies?: Versions;
}

const require = createRequire(import.meta.url);
const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8')) as Manifest;
const installed = (name: string): Manifest => readManifest(require.resolve(`${name}/package.json`));
const own = readManifest(require.resolve('../package.json'));
const blueprints = installed('@aws-quickstart/eks-blueprints');

describe('the pins of CDK', () => {
  it('are held to by the Blueprints, to the exact version', () => {
    expect(Object.keys(blueprints.peerDependencies ?? {}).sort()).toEqual(['aws-cdk', 'aws-cdk-lib']);
  });

  it.each(['aws-cdk', 'aws-cdk-lib'])(
    '%s is what the Blueprints ask for, in the manifest and installed',
    (name) => {
      const asked = blueprints.peerDependencies?.[name];
      expect(asked).toMatch(/^\d+\.\d+\.\d+$/);
      expect(own.dependencies?.[name] ?? own.devDependencies?.[name]).toBe(asked);
      expect(installed(name).version).toBe(asked);
    },
  );

  it('has the Blueprints in the version of the manifest', () => {
    expect(blueprints.version).toBe(own.dependencies?.['@aws-quickstart/eks-blueprints']);
  });
});
