import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, test } from 'node:test';
import type { ApiClient } from '../testing/client.ts';
import { testShop, type TestShop } from '../testing/test-shop.ts';

const sock = 'a0a4f044-b040-410d-8ead-4de0446aec7e';
let shop: TestShop;
let visitor: ApiClient;

before(async () => {
  shop = await testShop();
});
after(() => shop.close());
beforeEach(() => {
  visitor = shop.client();
  shop.backends.reached.length = 0;
  shop.log.length = 0;
});

/** Sends bytes as they are: fetch would put a path in order first. */
async function raw(request: string): Promise<string> {
  const socket = connect(Number(new URL(shop.origin).port), '127.0.0.1');
  socket.end(request.replaceAll('\n', '\r\n'));
  return await text(socket);
}

for (const hostile of [
  '..%2F..%2Fother',
  '%2e%2e',
  '..%5cother',
  '%252e%252e%252fother',
  'a%3Fb%3Dc',
  'a%23b',
  '%00',
  "'%20OR%201=1",
]) {
  test(`nothing in a path leaves its place: ${hostile}`, async () => {
    await visitor.ask('GET', '/cart');
    await visitor.ask('DELETE', `/cart/${hostile}`);
    await visitor.ask('GET', `/catalogue/${hostile}`);
    for (const { backend, url } of shop.backends.reached) {
      assert.match(
        url,
        backend === 'carts'
          ? /^\/carts\/[0-9a-f]{32}(?:\/items(?:\/[^/?#]+)?)?$/
          : /^\/(?:tags|catalogue(?:\/[^/?#]+)?(?:\?[\w=&]*)?)$/,
      );
    }
  });
}

test('another customer’s cart can’t be emptied by a path', async () => {
  const eve = shop.client();
  await eve.login('Eve_Berger', 'eve');
  await eve.ask('POST', '/cart', { id: sock });
  await visitor.ask('GET', '/cart');
  await raw('DELETE /cart/..%2F..%2F57a98d98e4b00679b4a830af HTTP/1.1\nHost: shop\nConnection: close\n\n');
  await raw('DELETE /cart/../../57a98d98e4b00679b4a830af HTTP/1.1\nHost: shop\nConnection: close\n\n');
  assert.equal(((await eve.ask('GET', '/cart')).json as unknown[]).length, 1);
  await eve.ask('DELETE', '/cart');
});

test('cards, addresses and orders of others can’t be read or removed', async () => {
  await visitor.login('user1', 'password');
  for (const [method, path] of [
    ['GET', '/cards/57a98d98e4b00679b4a830ae'],
    ['DELETE', '/cards/57a98d98e4b00679b4a830ae'],
    ['DELETE', '/addresses/57a98d98e4b00679b4a830ad'],
    ['GET', '/orders/search%2FcustomerId'],
    ['GET', '/orders/search/customerId?custId=57a98d98e4b00679b4a830af'],
  ] as const) {
    assert.equal((await visitor.ask(method, path)).status, 404, `${method} ${path}`);
  }
  const eve = shop.client();
  await eve.login('Eve_Berger', 'eve');
  assert.deepEqual((await eve.ask('GET', '/card')).json, { number: '9678' });
  await eve.ask('POST', '/cart', { id: sock });
  const { id } = (await eve.ask('POST', '/orders')).json as { id: string };
  assert.equal((await eve.ask('GET', `/orders/${id}`)).status, 200);
  assert.equal((await visitor.ask('GET', `/orders/${id}`)).status, 404);
  assert.doesNotMatch((await visitor.ask('GET', '/customers')).text, /Eve/);
});

test('a session planted before a login is not logged in afterwards', async () => {
  await visitor.ask('GET', '/cart');
  const planted = visitor.cookies.get('md.sid') ?? '';
  await visitor.login('user', 'password');
  const attacker = shop.client();
  attacker.cookies.set('md.sid', planted);
  attacker.cookies.set('logged_in', 'true');
  assert.equal((await attacker.ask('GET', '/customers/me')).status, 401);
});

test('a session of before a logout is worth nothing after it', async () => {
  await visitor.login('user', 'password');
  const stolen = new Map(visitor.cookies);
  visitor.cookies.delete('logged_in');
  assert.equal((await visitor.ask('GET', '/customers/me')).status, 401);
  const thief = shop.client();
  for (const [name, value] of stolen) {
    thief.cookies.set(name, value);
  }
  assert.equal((await thief.ask('GET', '/customers/me')).status, 401);
});

test('forged cookies are nobody, and share no cart', async () => {
  for (const forged of ['s%3Aabc.def', 'abc', 's%3A.', 's%3Aundefined.undefined', '%00', 'x'.repeat(3_000)]) {
    const client = shop.client();
    client.cookies.set('md.sid', forged);
    client.cookies.set('logged_in', 'anything');
    assert.equal((await client.ask('GET', '/customers/me')).status, 401);
    assert.equal((await client.ask('POST', '/cart', { id: sock })).status, 201);
    assert.equal(((await client.ask('GET', '/cart')).json as unknown[]).length, 1);
    assert.ok(shop.backends.reached.every(({ url }) => !url.includes('undefined')));
  }
});

test('logged_in holds nothing that a session could be taken over with', async () => {
  await visitor.login('user', 'password');
  const id =
    decodeURIComponent(visitor.cookies.get('md.sid') ?? '')
      .slice(2)
      .split('.')[0] ?? '';
  assert.ok(id.length > 20);
  assert.ok(!(visitor.cookies.get('logged_in') ?? '').includes(id));
  assert.ok(shop.backends.reached.every(({ url }) => !url.includes(id)));
});

test('another site can neither change anything nor log in a browser', async () => {
  await visitor.login('user', 'password');
  const crossSite: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ];
  for (const headers of crossSite) {
    for (const [method, path, body] of [
      ['POST', '/cart', { id: sock }],
      ['DELETE', '/cart', undefined],
      ['POST', '/orders', undefined],
      ['GET', '/login', undefined],
    ] as const) {
      assert.equal((await visitor.ask(method, path, body, headers)).status, 403);
    }
  }
});

test('the shop’s own pages may do everything', async () => {
  for (const headers of [{ 'sec-fetch-site': 'same-origin' }, { origin: shop.origin }]) {
    assert.equal((await visitor.ask('POST', '/cart', { id: sock }, headers)).status, 201);
  }
});

test('every answer has the headers that keep a browser safe', async () => {
  for (const path of ['/', '/catalogue', '/nothing', '/cards', '/healthz', '/metrics', '/catalogue/']) {
    const { headers } = await visitor.ask('GET', path);
    const policy = headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/, path);
    assert.doesNotMatch(policy, /unsafe-inline|\*/, path);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('x-frame-options'), 'DENY', path);
  }
});

test('cookies are Secure when the shop is reached over TLS', async () => {
  const cart = await visitor.ask('GET', '/cart', undefined, { 'x-forwarded-proto': 'https' });
  assert.match(cart.headers.getSetCookie()[0] ?? '', /; Secure/);
});

test('who guesses a password has to wait, and the right one is refused then too', async () => {
  await visitor.ask('POST', '/register', {
    username: 'guessed',
    password: 'the right one',
    email: 'g@example.com',
    firstName: 'G',
    lastName: 'G',
  });
  const attacker = shop.client();
  for (let index = 0; index < 10; index += 1) {
    assert.equal((await attacker.login('guessed', `guess ${index}`)).status, 401);
  }
  const limited = await attacker.login('guessed', 'the right one');
  assert.equal(limited.status, 429);
  assert.ok(Number(limited.headers.get('retry-after')) > 0);
  assert.equal((await attacker.login('user', 'password')).status, 200);
});

for (const value of [
  '',
  'Basic',
  'Basic !!!',
  'Bearer x',
  `Basic ${Buffer.from('no colon').toString('base64')}`,
  `Basic ${'A'.repeat(9_000)}`,
]) {
  test(`an authorization of ${value.slice(0, 20) || 'nothing'} is 401`, async () => {
    assert.equal((await visitor.ask('GET', '/login', undefined, { authorization: value })).status, 401);
  });
}

test('JSON that reaches for prototypes or brings objects for text is refused or ignored', async () => {
  assert.equal((await visitor.ask('POST', '/cart', '{"id":{"$ne":null}}')).status, 400);
  assert.equal(
    (await visitor.ask('POST', '/cart', `{"id":"${sock}","__proto__":{"polluted":1},"quantity":99}`)).status,
    201,
  );
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  const [line] = (await visitor.ask('GET', '/cart')).json as { quantity: number }[];
  assert.equal(line?.quantity, 1);
});

test('nobody registers as another customer: only known fields go on', async () => {
  const registered = await visitor.ask('POST', '/register', {
    username: 'plain',
    password: 'x',
    email: 'p@example.com',
    firstName: 'P',
    lastName: 'P',
    id: '57a98d98e4b00679b4a830af',
    userID: '57a98d98e4b00679b4a830af',
  });
  assert.equal(registered.status, 200);
  assert.notEqual((registered.json as { id: string }).id, '57a98d98e4b00679b4a830af');
});

test('the log holds no name, password, card, address, cookie or id of a customer', async () => {
  await visitor.login('Eve_Berger', 'eve');
  await visitor.login('Eve_Berger', 'wrong-password');
  await visitor.ask('POST', '/cards', { longNum: '4111111111119999', expires: '04/30', ccv: '777' });
  await visitor.ask('GET', '/customers/57a98d98e4b00679b4a830af?email=eve@example.com');
  await visitor.ask('GET', '/cards/57a98d98e4b00679b4a830ae');
  shop.backends.fail('wrong-types', ['user']);
  await visitor.ask('GET', '/customers/me');
  shop.backends.fail(undefined);
  const log = shop.log.join('');
  assert.match(log, /"route":"\/cards\/:id"/);
  assert.match(log, /"backend":"user","failure":"bad-answer"/);
  assert.doesNotMatch(log, /Eve|wrong-password|41111111|\b777\b|57a98d98|md\.sid|example\.com|127\.0\.0\.1/);
});

test('requests above the limit are told to come back, probes are not', async () => {
  const small = await testShop({ MAX_CONCURRENCY: '2', BACKEND_TIMEOUT_MS: '300' });
  small.backends.fail('hanging');
  const seen = await Promise.all(Array.from({ length: 6 }, () => small.client().ask('GET', '/tags')));
  const health = await small.client().ask('GET', '/healthz');
  await small.close();
  assert.deepEqual(seen.map(({ status }) => status).sort(), [503, 503, 503, 503, 504, 504]);
  assert.equal(health.status, 200);
});

test('an end lets running requests finish and takes no new ones', async () => {
  const ending = await testShop({ BACKEND_TIMEOUT_MS: '300' });
  ending.backends.fail('hanging');
  const running = ending.client().ask('GET', '/tags');
  while (ending.backends.reached.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const closed = ending.close();
  assert.equal((await running).status, 504);
  await closed;
  await assert.rejects(ending.client().ask('GET', '/tags'));
});
