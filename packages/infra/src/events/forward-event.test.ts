import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Route } from '../flux/receivers.ts';

type Handler = (
  event: unknown,
) => Promise<{ readonly outcome: string; readonly receivers: readonly string[] }>;

const token = 'the-token-of-both-sides';
const route: Route = {
  source: 'aws.codecommit',
  repository: 'flux-repo',
  branch: 'main',
  receiver: 'flux-system',
  namespace: 'flux-system',
  secret: 'shop/flux-system/flux-receiver',
};
const folder = mkdtempSync(join(tmpdir(), 'tideway events '));
const servers: Server[] = [];
let handler: Handler;
let ready = true;
let told: string[] = [];

async function body(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function serve(answer: (incoming: IncomingMessage, text: string) => [number, string]): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    void body(incoming).then((text) => {
      const [status, content] = answer(incoming, text);
      outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(content);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  // As notification-controller: the path is made of token and names, then the signature is checked on the bytes.
  const receiver = await serve((incoming, text) => {
    const path = createHash('sha256').update(`${token}flux-systemflux-system`).digest('hex');
    if (incoming.url !== `/hook/${path}`) return [404, ''];
    if (!ready) return [503, ''];
    const expected = Buffer.from(`sha256=${createHmac('sha256', token).update(text).digest('hex')}`);
    const given = Buffer.from(String(incoming.headers['x-signature']));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return [400, ''];
    told.push(text);
    return [200, ''];
  });
  const secrets = await serve(() => [200, JSON.stringify({ SecretString: JSON.stringify({ token }) })]);
  const routesFile = join(folder, 'routes.json');
  writeFileSync(routesFile, JSON.stringify([route]));
  Object.assign(process.env, {
    RECEIVER_URL: receiver,
    SECRETS_REGION: 'us-west-2',
    ROUTES_FILE: routesFile,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  });
  ({ handler } = await import('../../lambda/forward-event/index.mjs'));
});
beforeEach(() => {
  ready = true;
  told = [];
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

const push = (id: string, more: object = {}): object => ({
  id,
  source: 'aws.codecommit',
  time: new Date().toISOString(),
  detail: {
    event: 'referenceUpdated',
    repositoryName: 'flux-repo',
    referenceType: 'branch',
    referenceName: 'main',
  },
  ...more,
});

test('a push is told once, with a signature that the Receiver accepts', async () => {
  const event = push('1');
  await expect(handler(event)).resolves.toEqual({ outcome: 'told', receivers: ['flux-system/flux-system'] });
  expect(told).toEqual([JSON.stringify(event)]);
  await expect(handler(event)).resolves.toMatchObject({ outcome: 'repeated' });
  expect(told).toHaveLength(1);
});

test('a late push is nobody’s news: Flux has found it by itself', async () => {
  const time = new Date(Date.now() - 16 * 60_000).toISOString();
  await expect(handler(push('2', { time }))).resolves.toMatchObject({ outcome: 'late' });
  expect(told).toEqual([]);
});

test('a push to another branch or repository is told to nobody', async () => {
  const detail = {
    event: 'referenceUpdated',
    repositoryName: 'flux-repo',
    referenceType: 'branch',
    referenceName: 'x',
  };
  await expect(handler(push('3', { detail }))).resolves.toMatchObject({ outcome: 'nobody' });
  expect(told).toEqual([]);
});

test.each([[null], [{}], [{ id: '4', source: 'aws.s3', time: 'soon', detail: null }]])(
  'what is no push event fails, and says what is wrong: %j',
  async (event) => {
    await expect(handler(event)).rejects.toThrow(/^Not a push event of CodeCommit or ECR: wrong or missing /);
  },
);

test('a Receiver that is not ready makes it fail, so that Lambda tries again', async () => {
  ready = false;
  await expect(handler(push('5'))).rejects.toThrow('Receiver flux-system in flux-system answered 503');
  ready = true;
  await expect(handler(push('5'))).resolves.toMatchObject({ outcome: 'told' });
});
