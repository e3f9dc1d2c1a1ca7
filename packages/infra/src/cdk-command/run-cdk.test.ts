import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib/core';
import { afterAll, beforeAll, expect, test } from 'vitest';

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
