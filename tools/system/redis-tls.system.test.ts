import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newAuthority, newCertificate } from '@tideway/local-aws/certificates';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from './free-port.ts';
import { startRedis, type RunningRedis } from './running-redis.ts';
import { runShop, type RunningShop } from './running-shop.ts';

let folder = '';
let port = 0;
let redis: RunningRedis;
let authority = '';
let stranger = '';

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tideway-redis-'));
  port = await freePort();
  const ours = await newAuthority({ name: 'CN=Authority of this test', days: 2 });
  const theirs = await newAuthority({ name: 'CN=Somebody else', days: 2 });
  authority = file('authority.pem', ours.certificate);
  stranger = file('stranger.pem', theirs.certificate);
  const { certificate, key } = await newCertificate({
    authority: ours,
    subject: 'CN=session-db',
    use: 'server',
    hosts: [{ type: 'ip', value: '127.0.0.1' }],
    days: 2,
  });
  redis = startRedis({
    port,
    tls: { certificate: file('redis.pem', certificate), key: file('redis.key', key) },
  });
});
afterAll(async () => {
  await redis.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function withShop<T>(
  env: Readonly<Record<string, string>>,
  use: (shop: RunningShop) => Promise<T>,
): Promise<T> {
  const shop = await runShop({
    SESSION_REDIS: `rediss://127.0.0.1:${String(port)}`,
    SESSION_SECRET: 'a secret of this test alone',
    ...env,
  });
  try {
    return await use(shop);
  } finally {
    await shop.stop();
  }
}

async function ready(shop: RunningShop): Promise<unknown> {
  const answer = await fetch(`${shop.origin}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

test('sessions are kept in Redis over TLS, and another replica finds them there', async () => {
  const trusting = { SESSION_REDIS_CA: authority };
  const cookie = await withShop(trusting, async (shop) => {
    await vi.waitFor(async () => expect(await ready(shop)).toMatchObject({ status: 200 }), 20_000);
    const answer = await fetch(`${shop.origin}/login`, {
      headers: { authorization: `Basic ${Buffer.from('user:password').toString('base64')}` },
    });
    expect(answer.status).toBe(200);
    return answer.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
  });
  await withShop(trusting, async (shop) => {
    await vi.waitFor(async () => expect(await ready(shop)).toMatchObject({ status: 200 }), 20_000);
    expect((await fetch(`${shop.origin}/customers/me`, { headers: { cookie } })).status).toBe(200);
  });
});

test.each([
  { trusts: 'what Node.js trusts', env: () => ({}) },
  { trusts: 'another authority', env: () => ({ SESSION_REDIS_CA: stranger }) },
])(
  'a Redis that nobody known vouches for is not used, and the log says what to do: $trusts',
  async ({ env }) => {
    await withShop(env(), async (shop) => {
      await vi.waitFor(
        () =>
          expect(shop.written()).toMatch(
            /"code":"[A-Z_]+".*the certificate of Redis comes from an authority that is not trusted here: give SESSION_REDIS_CA/,
          ),
        20_000,
      );
      expect(await ready(shop)).toEqual({
        status: 503,
        body: { status: 'starting', waitingFor: 'sessions' },
      });
      expect((await fetch(`${shop.origin}/catalogue`)).status).toBe(200);
    });
  },
);
