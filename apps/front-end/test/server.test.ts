import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { makeServer } from '../src/server.ts';

const server = makeServer();
let origin = '';

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => server.close());

test('the home page has the shop’s title and includes the footer', async () => {
  const page = await (await fetch(origin)).text();
  const footer = await (await fetch(`${origin}/footer.html`)).text();
  assert.match(page, /<title>WeaveSocks<\/title>/);
  assert.match(footer, /<footer>/);
  assert.ok(page.includes(footer));
});

test('probes are answered', async () => {
  assert.equal((await fetch(`${origin}/healthz`)).status, 200);
});

test('what is not there is 404, and only reading is allowed', async () => {
  assert.equal((await fetch(`${origin}/../package.json`)).status, 404);
  assert.equal((await fetch(origin, { method: 'POST' })).status, 405);
});
