import { createHash } from 'node:crypto';
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRepositoriesCommand,
  GetAuthorizationTokenCommand,
  ListImagesCommand,
  StartImageScanCommand,
} from '@aws-sdk/client-ecr';
import { expect, test } from 'vitest';
import type { LocalAwsConnection } from '../options.ts';
import { awsClients } from '../testing/aws-clients.ts';
import type { HttpsRequest, HttpsResponse } from '../testing/https-client.ts';
import { httpsRequest } from '../testing/https-client.ts';
import { startTestRegistry } from '../testing/oci-registry.ts';
import { startForTest } from '../testing/start-for-test.ts';
import { issueToken } from './registry-token.ts';

const HOST = 'https://111122223333.dkr.ecr.us-west-2.amazonaws.com';
const NAME = 'weaveworksdemos/front-end';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

type Registry = (path: string, request?: HttpsRequest) => Promise<HttpsResponse>;

/** Speaks to the registry as the user AWS, with a token from the API. */
async function login(aws: LocalAwsConnection): Promise<Registry> {
  const { ecr } = await awsClients(aws);
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand());
  const authorization = `Basic ${authorizationData?.[0]?.authorizationToken}`;
  return (path, request) =>
    httpsRequest(aws, `${HOST}${path}`, { ...request, headers: { ...request?.headers, authorization } });
}

/** Pushes an image with one layer, as a client does. */
async function push(registry: Registry, tag: string, layer: string): Promise<HttpsResponse> {
  const parts = [Buffer.from('{}'), Buffer.from(layer)];
  const descriptors = parts.map((part) => ({ digest: digestOf(part), size: part.length, mediaType: 'x' }));
  for (const [index, part] of parts.entries()) {
    const begun = await registry(`/v2/${NAME}/blobs/uploads/`, { method: 'POST' });
    if (begun.status !== 202) return begun;
    expect(begun.headers.location).toMatch(`${HOST}/v2/${NAME}/blobs/uploads/`);
    const path = begun.headers.location?.slice(HOST.length) ?? '';
    const put = await registry(`${path}?digest=${descriptors[index]?.digest}`, { method: 'PUT', body: part });
    expect(put.status).toBe(201);
  }
  const [config, ...layers] = descriptors;
  const body = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config, layers });
  return await registry(`/v2/${NAME}/manifests/${tag}`, {
    method: 'PUT',
    headers: { 'content-type': MANIFEST },
    body,
  });
}

function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

test('an image is pushed and pulled under its ECR name, described by the API, and told of', async () => {
  const behind = await startTestRegistry();
  const { aws, events } = await startForTest({ registry: behind.address });
  const { ecr } = await awsClients(aws);
  await ecr.send(new CreateRepositoryCommand({ repositoryName: NAME }));
  const registry = await login(aws);
  const pushed = await push(registry, 'main-1111111-2', 'layer');
  expect(pushed.status).toBe(201);
  const digest = String(pushed.headers['docker-content-digest']);

  const pulled = await registry(`/v2/${NAME}/manifests/main-1111111-2`);
  expect(digestOf(pulled.body)).toBe(digest);
  const layer = await registry(`/v2/${NAME}/blobs/${digestOf(Buffer.from('layer'))}`);
  expect(layer.body.toString()).toBe('layer');
  expect(behind.requests.every(({ authorization }) => authorization === undefined)).toBe(true);

  const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: NAME }));
  expect(imageDetails).toMatchObject([
    {
      registryId: '111122223333',
      repositoryName: NAME,
      imageDigest: digest,
      imageTags: ['main-1111111-2'],
      imageSizeInBytes: '{}layer'.length,
      imageManifestMediaType: MANIFEST,
    },
  ]);
  expect(Math.abs(Date.now() - Number(imageDetails?.[0]?.imagePushedAt))).toBeLessThan(60_000);
  expect(events).toMatchObject([
    {
      version: '0',
      source: 'aws.ecr',
      'detail-type': 'ECR Image Action',
      account: '111122223333',
      region: 'us-west-2',
      detail: {
        'action-type': 'PUSH',
        result: 'SUCCESS',
        'repository-name': NAME,
        'image-tag': 'main-1111111-2',
        'image-digest': digest,
      },
    },
  ]);
});

test('images are listed with and without tags, in pages, and missed by name', async () => {
  const behind = await startTestRegistry();
  const { aws } = await startForTest({ registry: behind.address });
  await aws.ensureImageRepository(NAME);
  const { ecr } = await awsClients(aws);
  const registry = await login(aws);
  await push(registry, 'latest', 'one');
  const second = await push(registry, 'latest', 'two');
  const list = async (tagStatus?: 'TAGGED' | 'UNTAGGED') =>
    (await ecr.send(new ListImagesCommand({ repositoryName: NAME, filter: { tagStatus } }))).imageIds ?? [];
  expect(await list()).toHaveLength(2);
  expect(await list('TAGGED')).toEqual([
    { imageTag: 'latest', imageDigest: second.headers['docker-content-digest'] },
  ]);
  expect((await list('UNTAGGED')).map(({ imageTag }) => imageTag)).toEqual([undefined]);
  const first = await ecr.send(new ListImagesCommand({ repositoryName: NAME, maxResults: 1 }));
  const rest = await ecr.send(new ListImagesCommand({ repositoryName: NAME, nextToken: first.nextToken }));
  expect([first.imageIds?.length, rest.imageIds?.length]).toEqual([1, 1]);
  const missing = new DescribeImagesCommand({ repositoryName: NAME, imageIds: [{ imageTag: 'none' }] });
  await expect(ecr.send(missing)).rejects.toMatchObject({ name: 'ImageNotFoundException' });
  const nowhere = new DescribeImagesCommand({ repositoryName: 'none' });
  await expect(ecr.send(nowhere)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
});

test('in an immutable repository a tag keeps its image', async () => {
  const behind = await startTestRegistry();
  const { aws, events } = await startForTest({ registry: behind.address });
  await aws.ensureImageRepository(NAME, { immutableTags: true });
  const registry = await login(aws);
  expect((await push(registry, 'v1', 'one')).status).toBe(201);
  const other = await push(registry, 'v1', 'two');
  expect(other.status).toBe(400);
  expect(other.body.toString()).toContain("The image tag 'v1' already exists");
  expect((await push(registry, 'v1', 'one')).status).toBe(201);
  expect((await push(registry, 'v2', 'two')).status).toBe(201);
  expect(events.map(({ detail }) => detail['image-tag'])).toEqual(['v1', 'v1', 'v2']);
});

test('repositories are made once, described, and unknown ones named', async () => {
  const { aws } = await startForTest();
  const { ecr } = await awsClients(aws);
  const create = new CreateRepositoryCommand({ repositoryName: NAME, imageTagMutability: 'IMMUTABLE' });
  expect((await ecr.send(create)).repository).toMatchObject({
    repositoryArn: `arn:aws:ecr:us-west-2:111122223333:repository/${NAME}`,
    repositoryUri: `111122223333.dkr.ecr.us-west-2.amazonaws.com/${NAME}`,
    imageTagMutability: 'IMMUTABLE',
  });
  await expect(ecr.send(create)).rejects.toMatchObject({ name: 'RepositoryAlreadyExistsException' });
  expect(await aws.ensureImageRepository('weaveworksdemos')).toBe(true);
  expect(await aws.ensureImageRepository('weaveworksdemos')).toBe(false);
  const { repositories } = await ecr.send(new DescribeRepositoriesCommand());
  expect(repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['weaveworksdemos', NAME]);
  const unknown = new DescribeRepositoriesCommand({ repositoryNames: ['none'] });
  await expect(ecr.send(unknown)).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  const invalid = new CreateRepositoryCommand({ repositoryName: 'UPPER' });
  await expect(ecr.send(invalid)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  const scan = new StartImageScanCommand({ repositoryName: NAME, imageId: {} });
  await expect(ecr.send(scan)).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

test('who has no good token gets no further, and is told why', async () => {
  const { aws } = await startForTest();
  const { credentials } = aws;
  const target = { account: '111122223333', region: 'us-west-2' };
  const ask = async (password?: string) => {
    const authorization = `Basic ${Buffer.from(`AWS:${password}`).toString('base64')}`;
    const { status, body, headers } = await httpsRequest(aws, `${HOST}/v2/`, {
      headers: password ? { authorization } : {},
    });
    return { status, said: body.toString(), challenge: headers['www-authenticate'] };
  };
  expect(await ask()).toMatchObject({
    status: 401,
    challenge: `Basic realm="${HOST}/",service="ecr.amazonaws.com"`,
  });
  expect(await ask('x.y')).toMatchObject({
    status: 403,
    said: expect.stringContaining('not issued by this local AWS') as string,
  });
  const elsewhere = issueToken(credentials, { ...target, region: 'eu-west-1' });
  expect((await ask(elsewhere)).said).toContain('The token is for the account 111122223333 in eu-west-1');
  const old = issueToken(credentials, target, Date.now() - 12 * 60 * 60 * 1000 - 1000);
  expect((await ask(old)).said).toContain('has expired');
  expect((await ask(issueToken(credentials, target))).status).toBe(200);
});

test('what is missing is said: the repository, the registry, its answer', async () => {
  const { aws } = await startForTest();
  const registry = await login(aws);
  const absent = await registry('/v2/none/manifests/v1');
  expect(absent.status).toBe(404);
  expect(absent.body.toString()).toContain("The repository with name 'none' does not exist");
  await aws.ensureImageRepository(NAME);
  const without = await registry(`/v2/${NAME}/manifests/v1`);
  expect(without.status).toBe(503);
  expect(without.body.toString()).toContain('no OCI registry behind ECR');

  const dead = await startForTest({ registry: 'http://127.0.0.1:9' });
  await dead.aws.ensureImageRepository(NAME);
  const unreachable = await (await login(dead.aws))(`/v2/${NAME}/manifests/v1`);
  expect(unreachable.status).toBe(502);
  expect(unreachable.body.toString()).toContain("The OCI registry at http://127.0.0.1:9 can't be reached");
});
