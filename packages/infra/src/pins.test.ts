import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreAddOnProps } from '@aws-quickstart/eks-blueprints/dist/addons/core-addon/index.js';
import { CoreDnsAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/coredns/index.js';
import { EksPodIdentityAgentAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/eks-pod-identity-agent/index.js';
import { KubeProxyAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/kube-proxy/index.js';
import { VpcCniAddOn } from '@aws-quickstart/eks-blueprints/dist/addons/vpc-cni/index.js';
import { expect, test } from 'vitest';
import { threeAccounts } from './testing/three-accounts.ts';

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

// Its clusters leave their add-ons to the model.
test.each(
  Object.values(threeAccounts.clusters).filter(({ kubernetes }) => ['1.34', '1.35'].includes(kubernetes)),
)('the add-ons of $kubernetes are what the EKS Blueprints have for it', ({ kubernetes, addons }) => {
  const published = (addon: { readonly coreAddOnProps: CoreAddOnProps }): string | undefined =>
    [...(addon.coreAddOnProps.versionMap ?? [])].find(([{ version }]) => version === kubernetes)?.[1];
  expect(addons).toMatchObject({
    vpcCni: published(new VpcCniAddOn()),
    coreDns: published(new CoreDnsAddOn('auto')),
    kubeProxy: published(new KubeProxyAddOn('auto')),
    podIdentityAgent: published(new EksPodIdentityAgentAddOn()),
  });
});
