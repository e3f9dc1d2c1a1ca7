import { GetBranchCommand } from '@aws-sdk/client-codecommit';
import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import type { LocalAwsConnection } from '../options.ts';
import { startLocalAws } from '../start.ts';
import type { AwsClients } from '../testing/aws-clients.ts';
import { awsClients } from '../testing/aws-clients.ts';
import { GitClient } from '../testing/git-client.ts';
import { shareLocalAws, startForTest } from '../testing/start-for-test.ts';

const shared = shareLocalAws();
const OTHER = { account: '444455556666', region: 'eu-central-1' };
const role = (name: string, account = '111122223333') => ({
  RoleArn: `arn:aws:iam::${account}:role/${name}`,
  RoleSessionName: 'me',
});

/** Clients with the credentials of a role. */
async function assume(
  aws: LocalAwsConnection,
  RoleArn: string,
  region?: string,
): Promise<AwsClients & { readonly credentials: SessionKeys }> {
  const { sts } = await awsClients(aws);
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'flux' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { ...(await awsClients(aws, { credentials, ...(region && { region }) })), credentials };
}

interface SessionKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

test('the caller is the local user of the first account', async () => {
  const { sts } = await awsClients(shared().aws);
  const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand());
  expect({ Account, Arn }).toEqual({ Account: '111122223333', Arn: 'arn:aws:iam::111122223333:user/local' });
  expect(UserId).toMatch(/^AIDA[A-Z2-7]{16}$/);
});

test("a role's credentials hold for every service and for git, and in the role's account", async () => {
  const targets = [{ account: '111122223333', region: 'us-west-2' }, OTHER];
  const { aws, folder } = await startForTest({ targets });
  const { sts, ecr, codeCommit, credentials } = await assume(
    aws,
    `arn:aws:iam::${OTHER.account}:role/path/robot`,
    OTHER.region,
  );
  const identity = await sts.send(new GetCallerIdentityCommand());
  expect(identity).toMatchObject({
    Account: OTHER.account,
    Arn: `arn:aws:sts::${OTHER.account}:assumed-role/robot/flux`,
  });
  expect(identity.UserId).toMatch(/^AROA[A-Z2-7]{16}:flux$/);
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand());
  expect(authorizationData?.[0]?.proxyEndpoint).toBe(
    `https://${OTHER.account}.dkr.ecr.${OTHER.region}.amazonaws.com`,
  );
  const none = codeCommit.send(new GetBranchCommand({ repositoryName: 'flux-repo', branchName: 'main' }));
  await expect(none).rejects.toMatchObject({ message: expect.stringContaining(OTHER.account) as string });

  const git = new GitClient({
    aws,
    folder,
    environment: {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
    },
  });
  const { stderr } = await git.run(
    'ls-remote',
    `https://git-codecommit.${OTHER.region}.amazonaws.com/v1/repos/x`,
  );
  expect(stderr).toContain(`x does not exist in account ${OTHER.account}, region ${OTHER.region}`);
});

test('a session outlives the server that issued it', async () => {
  const { aws, folder } = await startForTest();
  const { credentials } = await assume(aws, role('robot').RoleArn);
  await aws.close();
  const again = await startLocalAws({
    stateDirectory: `${folder}/state`,
    targets: [{ account: '111122223333', region: 'us-west-2' }],
  });
  try {
    const { sts } = await awsClients(again, { credentials });
    expect((await sts.send(new GetCallerIdentityCommand())).Arn).toBe(
      'arn:aws:sts::111122223333:assumed-role/robot/flux',
    );
  } finally {
    await again.close();
  }
});

test('everything wrong with a request is said at once', async () => {
  const { sts } = await awsClients(shared().aws);
  const wrong = new AssumeRoleCommand({ RoleArn: 'robot <&>', RoleSessionName: '?', DurationSeconds: 60 });
  await expect(sts.send(wrong)).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringMatching(
      /RoleArn: .*got "robot <&>"; RoleSessionName: .*; DurationSeconds: /,
    ) as string,
  });
});

test.each([
  [
    'AccessDenied',
    new AssumeRoleCommand(role('robot', '999999999999')),
    'does not answer for the account 999999999999',
  ],
  ['InvalidAction', new GetSessionTokenCommand(), 'does not offer "GetSessionToken" of STS'],
] as const)('%s', async (name, command, sentence) => {
  const { sts } = await awsClients(shared().aws);
  const sent = command instanceof AssumeRoleCommand ? sts.send(command) : sts.send(command);
  await expect(sent).rejects.toMatchObject({ name, message: expect.stringContaining(sentence) as string });
});

test.each([
  ['InvalidClientTokenId', { accessKeyId: 'AKIAEXAMPLE' }],
  ['SignatureDoesNotMatch', { secretAccessKey: 'x' }],
])('%s', async (name, wrong) => {
  const { aws } = shared();
  const { sts } = await awsClients(aws, { credentials: { ...aws.credentials, ...wrong } });
  await expect(sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 403 },
  });
});

test('the global endpoint answers for clients without a region', async () => {
  const { sts } = await awsClients(shared().aws, {
    region: 'us-east-1',
    endpoint: 'https://sts.amazonaws.com',
  });
  expect((await sts.send(new GetCallerIdentityCommand())).Account).toBe('111122223333');
});
