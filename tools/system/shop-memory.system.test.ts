import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startBackEnds } from '../bench/shop/back-ends.ts';
import { everyFrontEnd } from '../bench/shop/front-ends.ts';
import { sendSteps } from '../bench/shop/send-steps.ts';
import { type Service, startService } from '../bench/shop/service.ts';
import { registration, type Shopper, visit } from '../bench/shop/visit.ts';
import { freePort } from './free-port.ts';
import { heapAfterCollection } from './inspected-heap.ts';

const mebibyte = 1_048_576;
/** Shoppers at a time. */
const lines = 10;
const steps = visit({ username: '', password: '' }).length;

let folder = '';
let stop = new AbortController();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway-memory-'));
  stop = new AbortController();
});
afterEach(() => {
  stop.abort();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the shop as its image does, with these arguments of Node.js besides, and back ends as a process of their own. */
async function startShop(...args: string[]): Promise<Service> {
  const [shop] = everyFrontEnd(folder);
  if (shop === undefined) throw new Error('no front-end');
  const backEnds = await startBackEnds(stop.signal);
  return startService({
    ...shop,
    args: [...args, ...shop.args],
    environment: { ...shop.environment, ...backEnds.environment },
    port: await freePort(),
    folder,
    signal: stop.signal,
  });
}

let visits = 0;
/** Sends about so many requests: visits of new shoppers, each from the registration to the order. */
async function send(service: Service, requests: number): Promise<number> {
  const each = Math.ceil(requests / lines / (steps + 3));
  const load = Array.from({ length: lines }, () =>
    Array.from({ length: each }, () => {
      const who: Shopper = { username: `shopper-${(visits += 1)}`, password: 'two by two' };
      return [...registration(who), ...visit(who)];
    }),
  );
  await sendSteps(service.origin, load);
  return load.flat(2).length;
}

test('the heap of the shop is flat from the 2,000th to the 10,000th request', async () => {
  const service = await startShop('--inspect=127.0.0.1:0');
  expect(await send(service, 2_000)).toBeGreaterThanOrEqual(2_000);
  const before = await heapAfterCollection(service.written());
  expect(await send(service, 8_000)).toBeGreaterThanOrEqual(8_000);
  const after = await heapAfterCollection(service.written());
  // Sessions that are kept are all that may grow: some hundred bytes for each of a thousand.
  expect((after - before) / mebibyte, 'MiB that the heap grew').toBeLessThan(2);
});

test('10,000 requests take less than 120 MiB of memory', async () => {
  const service = await startShop();
  expect(await send(service, 10_000)).toBeGreaterThanOrEqual(10_000);
  expect((service.peakMemory() ?? 0) / mebibyte, 'MiB of resident memory').toBeLessThan(120);
});
