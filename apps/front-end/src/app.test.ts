import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from './config/config.ts';
import { startShop, type RunningShop } from './start.ts';

let shop: RunningShop;
let origin = '';

before(async () => {
  shop = await startShop({ ...readConfig({ LOG_LEVEL: 'silent' }), port: 0 });
  origin = `http://127.0.0.1:${shop.port}`;
});
after(() => shop.close());

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

test('a customer logs in, fills a cart and orders', async () => {
  const basic = { authorization: `Basic ${Buffer.from('user:password').toString('base64')}` };
  const login = await fetch(`${origin}/login`, { headers: basic });
  assert.equal(login.status, 200);
  const cookie = login.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const json = { cookie, 'content-type': 'application/json' };
  const added = await fetch(`${origin}/cart`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ id: 'a0a4f044-b040-410d-8ead-4de0446aec7e' }),
  });
  assert.equal(added.status, 201);
  const ordered = await fetch(`${origin}/orders`, { method: 'POST', headers: { cookie } });
  assert.equal(ordered.status, 201);
  assert.equal(((await ordered.json()) as { total: number }).total, 12.98);
});
