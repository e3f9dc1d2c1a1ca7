import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from './free-port.ts';
import { startRedis, type RunningRedis } from './running-redis.ts';
import { runShop, type RunningShop } from './running-shop.ts';

let port = 0;
let redis: RunningRedis;
let first: RunningShop;
let second: RunningShop;

const status = async (shop: RunningShop, path: string, headers: Readonly<Record<string, string>> = {}) =>
  (await fetch(`${shop.origin}${path}`, { headers })).status;

/** Asks until this is the answer; gives the last one otherwise. */
async function until(wanted: number, question: () => Promise<number>): Promise<number> {
  let seen = await question();
  for (let tries = 0; tries < 200 && seen !== wanted; tries += 1) {
    await wait(50);
    seen = await question();
  }
  return seen;
}

const basic = (name: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

async function login(shop: RunningShop): Promise<{ readonly cookie: string }> {
  const answer = await fetch(`${shop.origin}/login`, { headers: basic('user', 'password') });
  expect(answer.status).toBe(200);
  return {
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; '),
  };
}

beforeAll(async () => {
  port = await freePort();
  redis = startRedis({ port });
  const env = {
    SESSION_REDIS: `redis://127.0.0.1:${String(port)}`,
    SESSION_SECRET: 'the same for both replicas',
    LOG_LEVEL: 'error',
  };
  [first, second] = await Promise.all([runShop(env), runShop(env)]);
  for (const replica of [first, second]) {
    const answer = await until(200, () => status(replica, '/readyz'));
    if (answer !== 200) throw new Error(`A replica is not ready: /readyz answers ${String(answer)}.`);
  }
});
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await redis.stop();
});

test('who logs in at one replica is logged in at the other', async () => {
  const session = await login(first);
  expect(await status(second, '/customers/me', session)).toBe(200);
});

test('guesses are counted across replicas', async () => {
  const guess = (shop: RunningShop, index: number) =>
    status(shop, '/login', basic('user1', `guess ${String(index)}`));
  for (let index = 0; index < 10; index += 1) {
    expect(await guess(index % 2 === 0 ? first : second, index)).toBe(401);
  }
  expect(await status(second, '/login', basic('user1', 'password'))).toBe(429);
});

test('without Redis the catalogue is served and the rest says so; with Redis again all is well', async () => {
  const session = await login(first);
  await redis.stop();
  expect(await until(503, () => status(first, '/customers/me', session))).toBe(503);
  expect(await status(first, '/catalogue')).toBe(200);
  expect(await status(first, '/readyz')).toBe(200);
  redis = startRedis({ port });
  // Nothing was kept: the session ended with Redis.
  expect(await until(401, () => status(first, '/customers/me', session))).toBe(401);
  expect(await until(200, () => status(second, '/login', basic('user', 'password')))).toBe(200);
  expect(await status(first, '/customers/me', await login(second))).toBe(200);
});

test('a session survives the end of the replica that made it', async () => {
  const session = await login(first);
  await first.stop();
  expect(await status(second, '/customers/me', session)).toBe(200);
});
