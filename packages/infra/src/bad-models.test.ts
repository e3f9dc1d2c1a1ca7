import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, definePlatform, PlatformError, type PlatformInput } from '@tideway/model';
import { afterAll, expect, test } from 'vitest';
import { PlatformApp } from './platform-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'tideway bad models '));
afterAll(() => rmSync(folder, { recursive: true }));

const image = (repository: string) => ({ image: built({ app: 'apps/a', source: 'a-repo', repository }) });
const cluster = { environment: 'dev', kubernetes: '1.36', cidr: '10.1.0.0/16' };
const good = {
  name: 'shop',
  aws: { account: '111122223333', region: 'us-west-2' },
  environments: { dev: {} },
  clusters: { one: cluster },
  tenants: {},
};
const one = (changes: object) => ({ clusters: { one: { ...cluster, ...changes } } });

/** Synthesizes what a model says, as infra.ts does. @returns problems, none for a good model */
function synthesize(changes: object): readonly string[] {
  const outdir = join(mkdtempSync(join(folder, 'model ')), 'cdk.out');
  try {
    // What is wrong on purpose has no type.
    new PlatformApp(definePlatform({ ...good, ...changes } as unknown as PlatformInput), { outdir }).synth();
    return [];
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    expect(existsSync(outdir)).toBe(false);
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

test.each([
  [
    'a Kubernetes that Flux does not support',
    one({ kubernetes: '1.33' }),
    'clusters.one.kubernetes: expected 1.34, 1.35 or 1.36 (what Flux 2.9 supports), got "1.33"',
  ],
  [
    'a Flux that supports other versions of Kubernetes',
    { flux: { version: '2.8.0' } },
    'flux.version: expected an exact version of Flux 2.9, such as 2.9.4, got "2.8.0"',
  ],
  [
    'a kube-proxy that is ahead of Kubernetes',
    one({ kubernetes: '1.34', addons: { kubeProxy: 'v1.35.0-eksbuild.2' } }),
    'clusters.one.addons.kubeProxy: expected a version for 1.31 to 1.34, got v1.35.0-eksbuild.2',
  ],
  [
    'an EBS CSI driver that is too old for its policy',
    one({ addons: { ebsCsi: 'v1.48.0-eksbuild.2' } }),
    "clusters.one.addons.ebsCsi: expected v1.58.0 or newer, which tags volumes as the cluster's own, got v1.48.0-eksbuild.2",
  ],
  [
    'more nodes than a node group can have',
    one({ nodes: { max: 451 } }),
    'clusters.one.nodes.max: expected 1..450, got 451',
  ],
  [
    'fewer nodes wanted than the least',
    one({ nodes: { min: 3, desired: 2, max: 3 } }),
    'clusters.one.nodes.desired: expected at least min, 3, got 2',
  ],
  [
    'networks that overlap',
    { clusters: { one: cluster, two: { ...cluster, cidr: '10.1.128.0/20' } } },
    'clusters.two.cidr: 10.1.128.0/20 overlaps 10.1.0.0/16 of cluster one',
  ],
  [
    'a network that nodes have already',
    one({ cidr: '172.17.0.0/16' }),
    "clusters.one.cidr: expected a network of your own, got 172.17.0.0/16: 172.17.0.0/16 is the container runtime's on every node",
  ],
  [
    'names too long for a role',
    { name: 'p'.repeat(32) },
    `clusters.one: its IAM role ${'p'.repeat(32)}-one-aws-load-balancer-controller would have 65 characters, 64 are allowed: shorten the names that it is made of`,
  ],
  [
    'names too long for a stack',
    { tenants: { web: { repository: 'web-repo', services: { a: image('i'.repeat(118)) } } } },
    `tenants.web.services.a.image.repository: its stack shop-${'i'.repeat(118)}-build would have 129 characters, 128 are allowed: shorten the names that it is made of`,
  ],
  [
    'two stacks of one name',
    { tenants: { web: { repository: 'web-repo', services: { a: image('a/b'), b: image('a-b') } } } },
    'tenants.web.services.b.image.repository: its stack shop-a-b-build would have the name of that of a/b: letters and digits must differ',
  ],
  [
    'no account',
    { aws: { region: 'us-west-2' } },
    'aws.account: expected an AWS account id of 12 digits, as text, got nothing',
  ],
  [
    'no account, but its name',
    one({ aws: { account: 'production' } }),
    'clusters.one.aws.account: expected an AWS account id of 12 digits, as text, got "production"',
  ],
])('%s: said at its place, before anything is synthesized', (_what, changes, problem) => {
  expect(synthesize(changes)).toEqual([problem]);
});

test('the model that they differ from is good', () => {
  expect(synthesize({})).toEqual([]);
});
