import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CreateSecretCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { localAwsHttpsAgent, startLocalAws, type AwsEvent, type LocalAws } from '@tideway/local-aws';
import { App, Stack } from 'aws-cdk-lib/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { routes, type Route } from '../flux/receivers.ts';
import { threeAccounts } from '../testing/three-accounts.ts';
import { ForwardEventCode } from './forward-event-code.ts';
import { functionProcess, type FunctionProcess, type Outcome } from './function-process.test.fixture.ts';
import { testReceiver, type TestReceiver } from './receiver.test.fixture.ts';

// The function as it is deployed, in a process of its own: told of real pushes, it reads its token from local AWS.
const folder = mkdtempSync(join(tmpdir(), 'tideway events '));
const cluster = threeAccounts.clusters['dev-1'];
const ways = cluster === undefined ? [] : routes(threeAccounts, cluster);
const [flux] = ways as readonly [Route, ...Route[]];
let aws: LocalAws;
let secrets: SecretsManagerClient;
let receiver: TestReceiver;
let lambda: FunctionProcess;
const newToken = (): string => randomBytes(24).toString('hex');

beforeAll(async () => {
  aws = await startLocalAws({ stateDirectory: join(folder, 'aws'), targets: [threeAccounts.aws] });
  secrets = new SecretsManagerClient({
    region: threeAccounts.aws.region,
    credentials: aws.credentials,
    requestHandler: { httpsAgent: await localAwsHttpsAgent(aws) },
  });
  receiver = await testReceiver(newToken(), flux);
  const { token } = receiver;
  await secrets.send(new CreateSecretCommand({ Name: flux.secret, SecretString: JSON.stringify({ token }) }));
  lambda = await functionProcess({
    folder: deployedCode(),
    handler: 'index.handler',
    environment: {
      ...aws.environment,
      RECEIVER_URL: receiver.url,
      SECRETS_REGION: threeAccounts.aws.region,
    },
  });
});
beforeEach(() => {
  receiver.ready = true;
  receiver.told.length = 0;
});
afterAll(async () => {
  await lambda.stop();
  receiver.close();
  secrets.destroy();
  await aws.close();
  rmSync(folder, { recursive: true });
});

/** The folder that CDK would zip. */
function deployedCode(): string {
  const outdir = join(folder, 'cdk.out');
  new ForwardEventCode(ways).bind(new Stack(new App({ outdir }), 'Events'));
  const asset = readdirSync(outdir).find((name) => name.startsWith('asset.')) ?? 'no asset';
  cpSync(join(outdir, asset), join(folder, 'code'), { recursive: true });
  return join(folder, 'code');
}

/** Pushes a commit with git, and gives the event that CodeCommit makes of it. */
async function push(repository: string, branch = 'main'): Promise<AwsEvent> {
  await aws.ensureRepository(repository);
  const event = new Promise<AwsEvent>((resolve) => {
    const end = aws.subscribe((one) => {
      end();
      resolve(one);
    });
  });
  const clone = join(folder, 'clones', repository);
  const git = (...args: readonly string[]) =>
    promisify(execFile)(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-C', clone, ...args],
      {
        env: { PATH: process.env['PATH'], HOME: folder, ...aws.environment },
        timeout: 30_000,
      },
    );
  mkdirSync(clone, { recursive: true });
  await git('init', '-q');
  await git('commit', '-q', '--allow-empty', '-m', 'Look at this');
  const url = `https://git-codecommit.${threeAccounts.aws.region}.amazonaws.com/v1/repos/${repository}`;
  await git('push', '-q', url, `HEAD:refs/heads/${branch}`);
  return await event;
}

const told = { outcome: 'told', receivers: ['flux-system/flux-system'] };
const messageOf = (outcome: Outcome): string => ('error' in outcome ? outcome.error : 'no error');

test('a push is told once, with a signature that the Receiver accepts', async () => {
  const event = await push(flux.repository);
  expect(await lambda.invoke(event)).toEqual({ result: told });
  expect(receiver.told).toEqual([JSON.stringify(event)]);
  expect(await lambda.invoke(event)).toEqual({ result: { outcome: 'repeated', receivers: [] } });
  expect(receiver.told).toHaveLength(1);
});

test('a token that is replaced in Secrets Manager holds from the next push on', async () => {
  expect(await lambda.invoke(await push(flux.repository))).toEqual({ result: told });
  receiver.token = newToken();
  const SecretString = JSON.stringify({ token: receiver.token });
  await secrets.send(new PutSecretValueCommand({ SecretId: flux.secret, SecretString }));
  expect(await lambda.invoke(await push(flux.repository))).toEqual({ result: told });
  expect(receiver.told).toHaveLength(2);
});

test('a late push is nobody’s news: Flux has found it by itself', async () => {
  const time = new Date(Date.now() - 16 * 60_000).toISOString();
  expect(await lambda.invoke({ ...(await push(flux.repository)), time })).toMatchObject({
    result: { outcome: 'late' },
  });
  expect(receiver.told).toEqual([]);
});

test('a push to another branch or repository is told to nobody', async () => {
  for (const event of [await push(flux.repository, 'other'), await push('other-things')])
    expect(await lambda.invoke(event)).toMatchObject({ result: { outcome: 'nobody' } });
  expect(receiver.told).toEqual([]);
});

test.each([[null], [{}], [{ id: '4', source: 'aws.s3', time: 'soon', detail: null }]])(
  'what is no push event fails, and says what is wrong: %j',
  async (event) => {
    expect(messageOf(await lambda.invoke(event))).toMatch(
      /^Not a push event of CodeCommit or ECR: wrong or missing /,
    );
  },
);

test('a Receiver that is not ready makes it fail, so that Lambda tries again', async () => {
  const event = await push(flux.repository);
  receiver.ready = false;
  expect(messageOf(await lambda.invoke(event))).toContain('Receiver flux-system in flux-system answered 503');
  receiver.ready = true;
  expect(await lambda.invoke(event)).toEqual({ result: told });
});

test('a secret that is not there, or holds no token, is named, and what it holds is not shown', async () => {
  const web = ways.find(({ source, namespace }) => source === 'aws.codecommit' && namespace === 'web');
  if (web === undefined) throw new Error('the tenant has no route');
  const webPush = await push(web.repository);
  expect(messageOf(await lambda.invoke(webPush))).toBe(
    `The secret ${web.secret} could not be read in us-west-2: Secrets Manager can't find the specified secret.`,
  );
  await secrets.send(new CreateSecretCommand({ Name: web.secret, SecretString: 'bare-token' }));
  expect(messageOf(await lambda.invoke(webPush))).toBe(
    `The secret ${web.secret} has no text at its key token.`,
  );
});
