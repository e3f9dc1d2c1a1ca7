import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { synthesized } from '../testing/synthesized.test.fixture.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { refusedBefore } from './refused-before.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'tideway-cdk.mjs');
const folder = mkdtempSync(join(tmpdir(), 'tideway cdk '));
const assembly = join(folder, 'cdk.out');
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => {
  const app = new App({ outdir: assembly });
  const stack = new Stack(app, 'one', { env: { account: '111122223333', region: 'us-west-2' } });
  new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic' });
  app.synth();
});

/** The real CDK CLI on a machine where nobody has signed in. */
function cdk(command: string, environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, command, '--app', assembly], {
    encoding: 'utf8',
    timeout: 50_000,
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      HOME: folder,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      ...environment,
    },
  });
  return { status, stdout, stderr };
}

test.each(['diff', 'deploy'])('%s without credentials says what to do next', (command) => {
  const { status, stderr } = cdk(command);
  expect(status).toBe(1);
  expect(stderr).toContain('account 111122223333, but no credentials have been configured');
  expect(stderr).toContain('aws sso login --profile NAME\n  export AWS_PROFILE=NAME');
});

describe('add-ons of a cluster', () => {
  const platform = threeAccounts;
  const { outdir } = synthesized(platform);
  const stack = 'shop-dev-1-cluster';
  const { addons } = platform.clusters['dev-1'] ?? {};
  let server: Server;
  let offered: Readonly<Record<string, string | undefined>>;
  const asked: string[] = [];
  beforeAll(async () => {
    // EKS's answer to DescribeAddonVersions, for what it is asked.
    server = createServer((incoming, outgoing) => {
      const { searchParams } = new URL(incoming.url ?? '', 'http://eks');
      const [name = '', version = ''] = ['addonName', 'kubernetesVersion'].map(
        (key) => searchParams.get(key) ?? '',
      );
      asked.push(`${name} ${version}`);
      const addonVersion = offered[name];
      outgoing
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ addons: [{ addonName: name, addonVersions: [{ addonVersion }] }] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  beforeEach(() => {
    asked.length = 0;
    offered = {
      'vpc-cni': addons?.vpcCni,
      coredns: addons?.coreDns,
      'kube-proxy': addons?.kubeProxy,
      'eks-pod-identity-agent': addons?.podIdentityAgent,
      'aws-ebs-csi-driver': addons?.ebsCsi,
    };
  });
  afterAll(() => server.close());

  const before = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('AWS_ENDPOINT_URL_EKS', `http://127.0.0.1:${port}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    return await refusedBefore([...args, '--app', outdir]);
  };

  test('are all asked for, and fine where EKS has them', async () => {
    expect(await before('deploy', stack)).toEqual([]);
    expect(asked.sort()).toEqual(
      Object.keys(offered)
        .map((name) => `${name} 1.36`)
        .sort(),
    );
  });

  test('that EKS has not are told before anything is deployed, with what there is', async () => {
    offered = { ...offered, coredns: 'v9.9.9-eksbuild.1' };
    expect(await before('deploy', stack)).toEqual([
      `${stack}: EKS has no coredns ${addons?.coreDns} for Kubernetes 1.36 in us-west-2; its newest: v9.9.9-eksbuild.1`,
    ]);
    const all = await before('deploy', '--all');
    expect(all.filter((sentence) => sentence.includes('no coredns'))).toHaveLength(3);
  });

  test('are not asked for by other commands, for other stacks, or where EKS does not answer', async () => {
    offered = {};
    expect(await before('diff', stack)).toEqual([]);
    expect(await before('deploy', 'shop-repositories')).toEqual([]);
    expect(asked).toEqual([]);
    vi.stubEnv('AWS_ENDPOINT_URL_EKS', 'http://127.0.0.1:9');
    expect(await refusedBefore(['deploy', stack, '--app', outdir])).toEqual([]);
  });
});

test('a failure of somebody with credentials is left to the CLI', () => {
  const { status, stderr } = cdk('diff', {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    // Nothing listens there.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  });
  expect(status).toBe(1);
  expect(stderr).not.toContain('No AWS credentials were found');
});

test('what succeeds is as the CLI says it', () => {
  expect(cdk('list')).toEqual({ status: 0, stdout: 'one\n', stderr: '' });
});
