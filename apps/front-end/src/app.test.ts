import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { createShop } from './app.ts';
import { makeBackends, type Backends } from './backends/backends.ts';
import { readConfig } from './config/config.ts';
import { startStandIns, type StandIns } from './stand-ins/start-stand-ins.ts';

let standIns: StandIns;
let backends: Backends;
let server: ServerType;
let origin = '';

before(async () => {
  standIns = await startStandIns();
  backends = makeBackends({ urls: standIns.urls, timeout: 2_000 });
  server = createAdaptorServer({ fetch: createShop({ config: readConfig({}), backends }).fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.close();
  await backends.close();
  await standIns.close();
});

test('the home page has the shop’s title and includes the footer', async () => {
  const page = await (await fetch(origin)).text();
  const footer = await (await fetch(`${origin}/footer.html`)).text();
  assert.match(page, /<title>WeaveSocks<\/title>/);
  assert.match(footer, /<footer>/);
  assert.ok(page.includes(footer));
});

test('the catalogue has ten socks', async () => {
  const products = (await (await fetch(`${origin}/catalogue`)).json()) as { name: string }[];
  assert.equal(products.length, 10);
});
