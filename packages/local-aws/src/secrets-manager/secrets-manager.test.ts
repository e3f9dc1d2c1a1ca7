import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { expect, test } from 'vitest';
import { awsClients } from '../testing/aws-clients.ts';
import { shareLocalAws, startForTest } from '../testing/start-for-test.ts';

const shared = shareLocalAws();
const client = async () => (await awsClients(shared().aws)).secretsManager;

test('a secret is found by its name, its ARN and its ARN without the last six characters', async () => {
  const secretsManager = await client();
  const made = await secretsManager.send(
    new CreateSecretCommand({ Name: 'shop/web/token', SecretString: '{"token":"one"}' }),
  );
  expect(made.ARN).toMatch(
    /^arn:aws:secretsmanager:us-west-2:111122223333:secret:shop\/web\/token-[A-Z2-7]{6}$/,
  );
  for (const SecretId of ['shop/web/token', made.ARN, made.ARN?.slice(0, -7)]) {
    const found = await secretsManager.send(new GetSecretValueCommand({ SecretId }));
    expect(found).toMatchObject({
      ARN: made.ARN,
      Name: 'shop/web/token',
      SecretString: '{"token":"one"}',
      VersionId: made.VersionId,
      VersionStages: ['AWSCURRENT'],
    });
    expect(Math.abs(Date.now() - (found.CreatedDate?.getTime() ?? 0))).toBeLessThan(60_000);
  }
});

test('a new value takes the place of the one before, which can still be asked for', async () => {
  const secretsManager = await client();
  const get = (more: object = {}) =>
    secretsManager.send(new GetSecretValueCommand({ SecretId: 'rotated', ...more }));
  const { VersionId: first } = await secretsManager.send(
    new CreateSecretCommand({ Name: 'rotated', SecretString: 'one' }),
  );
  for (const SecretString of ['two', 'three'])
    await secretsManager.send(new PutSecretValueCommand({ SecretId: 'rotated', SecretString }));
  expect(await get()).toMatchObject({ SecretString: 'three' });
  expect(await get({ VersionStage: 'AWSPREVIOUS' })).toMatchObject({ SecretString: 'two' });
  const oldest = await get({ VersionId: first });
  expect(oldest).toMatchObject({ SecretString: 'one', VersionStages: [] });
  await expect(get({ VersionId: first, VersionStage: 'AWSCURRENT' })).rejects.toThrow('staging label');
});

test('bytes come back as they were', async () => {
  const secretsManager = await client();
  const SecretBinary = Uint8Array.from([0, 255, 128, 10]);
  await secretsManager.send(new CreateSecretCommand({ Name: 'bytes', SecretBinary }));
  const found = await secretsManager.send(new GetSecretValueCommand({ SecretId: 'bytes' }));
  expect(found.SecretBinary).toEqual(SecretBinary);
  expect(found.SecretString).toBeUndefined();
});

test('the same request twice makes one version; another value under its token is refused', async () => {
  const secretsManager = await client();
  await secretsManager.send(new CreateSecretCommand({ Name: 'repeated' }));
  const put = (SecretString: string) =>
    secretsManager.send(
      new PutSecretValueCommand({
        SecretId: 'repeated',
        SecretString,
        ClientRequestToken: '0123456789abcdef0123456789abcdef',
      }),
    );
  expect(await put('one')).toMatchObject({ VersionStages: ['AWSCURRENT'] });
  expect(await put('one')).toMatchObject({ VersionStages: ['AWSCURRENT'] });
  await expect(put('two')).rejects.toMatchObject({ name: 'ResourceExistsException' });
});

test('what AWS refuses is refused by its name', async () => {
  const secretsManager = await client();
  await secretsManager.send(new CreateSecretCommand({ Name: 'empty' }));
  const refused = (command: Promise<unknown>, name: string) =>
    expect(command).rejects.toMatchObject({ name });
  await refused(
    secretsManager.send(new CreateSecretCommand({ Name: 'empty', SecretString: 'x' })),
    'ResourceExistsException',
  );
  await refused(
    secretsManager.send(new GetSecretValueCommand({ SecretId: 'nobody' })),
    'ResourceNotFoundException',
  );
  await expect(secretsManager.send(new GetSecretValueCommand({ SecretId: 'empty' }))).rejects.toThrow(
    "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
  );
  await refused(
    secretsManager.send(new CreateSecretCommand({ Name: 'a name', SecretString: 'x' })),
    'InvalidParameterException',
  );
  await refused(
    secretsManager.send(new CreateSecretCommand({ Name: 'large', SecretString: 'x'.repeat(65_537) })),
    'InvalidParameterException',
  );
  await expect(secretsManager.send(new DeleteSecretCommand({ SecretId: 'empty' }))).rejects.toThrow(
    'It offers CreateSecret, GetSecretValue, PutSecretValue.',
  );
});

test('whoever has not the key is refused', async () => {
  const { accessKeyId } = shared().aws.credentials;
  const stranger = await awsClients(shared().aws, {
    credentials: { accessKeyId, secretAccessKey: 'another' },
  });
  await expect(
    stranger.secretsManager.send(new GetSecretValueCommand({ SecretId: 'shop/web/token' })),
  ).rejects.toMatchObject({ name: 'InvalidSignatureException' });
});

test('regions have secrets of their own', async () => {
  const targets = ['us-west-2', 'eu-central-1'].map((region) => ({ account: '111122223333', region }));
  const { aws } = await startForTest({ targets });
  const [here, there] = await Promise.all(targets.map(({ region }) => awsClients(aws, { region })));
  const made = await here?.secretsManager.send(new CreateSecretCommand({ Name: 'one', SecretString: 'x' }));
  for (const SecretId of ['one', made?.ARN])
    await expect(there?.secretsManager.send(new GetSecretValueCommand({ SecretId }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
});

test('secrets outlive a restart, in files that only their user reads, whatever their names are', async () => {
  const { aws, folder } = await startForTest();
  const { secretsManager } = await awsClients(aws);
  for (const Name of ['../../escape', 'a'.repeat(512)])
    await secretsManager.send(new CreateSecretCommand({ Name, SecretString: 'kept' }));
  const place = join(folder, 'state', 'secretsmanager', '111122223333', 'us-west-2');
  const files = await readdir(place);
  expect(files).toHaveLength(2);
  for (const file of files) expect((await stat(join(place, file))).mode & 0o777).toBe(0o600);
  const again = await startForTest({ stateFolder: join(folder, 'state') });
  const { secretsManager: later } = await awsClients(again.aws);
  const found = await later.send(new GetSecretValueCommand({ SecretId: '../../escape' }));
  expect(found.SecretString).toBe('kept');
});
