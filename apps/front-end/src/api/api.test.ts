import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { ApiClient } from '../testing/client.ts';
import { testShop, type TestShop } from '../testing/test-shop.ts';

const nerdLeg = 'a0a4f044-b040-410d-8ead-4de0446aec7e';
const holy = '03fef6ac-1896-4ce8-bd69-b798f85c6e0b';

let shop: TestShop;
let visitor: ApiClient;
let number = 0;

const newCustomer = async (): Promise<ApiClient> => {
  number += 1;
  const client = shop.client();
  const registered = await client.ask('POST', '/register', {
    username: `customer-${number}`,
    password: 'a password',
    email: `customer-${number}@example.com`,
    firstName: 'Casey',
    lastName: 'Customer',
  });
  assert.equal(registered.status, 200);
  return client;
};
const address = { number: '1', street: 'High Street', city: 'Leeds', postcode: 'LS1', country: 'UK' };
const card = { longNum: '4111 1111 1111 1234', expires: '04/30', ccv: '123' };
const isProblem = (seen: { status: number; headers: Headers; json: unknown }, status: number): void => {
  assert.equal(seen.status, status);
  assert.equal(seen.headers.get('content-type'), 'application/problem+json');
  const { status: said, message, detail } = seen.json as Record<string, unknown>;
  assert.equal(said, status);
  assert.equal(message, detail);
};

before(async () => {
  shop = await testShop();
});
after(() => shop.close());
beforeEach(() => {
  visitor = shop.client();
  shop.backends.reached.length = 0;
});

test('GET / is the shop, and starts no session', async () => {
  const home = await visitor.ask('GET', '/');
  assert.equal(home.status, 200);
  assert.match(home.text, /<title>[^<]*WeaveSocks/);
  assert.equal(visitor.cookies.size, 0);
});

test('a trailing slash moves to the address without, with its query', async () => {
  const moved = await visitor.ask('GET', '/catalogue/?size=1');
  assert.deepEqual([moved.status, moved.headers.get('location')], [301, '/catalogue?size=1']);
});

test('a path with // is refused: it could name another host', async () => {
  for (const path of ['//evil.example/', '/catalogue//', '/cart//x']) {
    isProblem(await visitor.ask('GET', path), 400);
  }
});

test('GET /catalogue has the products, by page and by tag', async () => {
  const all = await visitor.ask('GET', '/catalogue');
  assert.equal((all.json as unknown[]).length, 10);
  assert.equal(((await visitor.ask('GET', '/catalogue?page=2&size=3')).json as unknown[]).length, 3);
  const magic = (await visitor.ask('GET', '/catalogue?tags=magic')).json as { id: string }[];
  assert.deepEqual(
    magic.map(({ id }) => id),
    [holy],
  );
  assert.ok(shop.backends.reached.some(({ url }) => url === '/catalogue?tags=magic'));
});

test('GET /catalogue refuses pages that are no numbers, all at once', async () => {
  const wrong = await visitor.ask('GET', '/catalogue?page=-1&size=abc');
  isProblem(wrong, 400);
  const { errors } = wrong.json as { errors: { field: string }[] };
  assert.deepEqual(
    errors.map(({ field }) => field),
    ['query.page', 'query.size'],
  );
});

test('GET /catalogue/size and /tags', async () => {
  assert.deepEqual((await visitor.ask('GET', '/catalogue/size')).json, { size: 10, err: null });
  assert.equal(((await visitor.ask('GET', '/tags')).json as { tags: string[] }).tags.length, 11);
});

test('GET /catalogue/:id has one product; an unknown id is 404', async () => {
  const product = await visitor.ask('GET', `/catalogue/${nerdLeg}`);
  assert.equal((product.json as { name: string }).name, 'Nerd leg');
  const unknown = await visitor.ask('GET', '/catalogue/unknown');
  isProblem(unknown, 404);
  assert.equal((unknown.json as { error: string }).error, 'not found');
});

test('pictures come with their type', async () => {
  const picture = await visitor.ask('GET', '/catalogue/images/holy_1.svg');
  assert.deepEqual([picture.status, picture.headers.get('content-type')], [200, 'image/svg+xml']);
  isProblem(await visitor.ask('GET', '/catalogue/images/none.jpeg'), 404);
});

test('the first look at a cart starts a session whose cookie no script can read', async () => {
  const cart = await visitor.ask('GET', '/cart');
  assert.deepEqual([cart.status, cart.json], [200, []]);
  const [cookie = ''] = cart.headers.getSetCookie();
  assert.match(cookie, /^md\.sid=s%3A/);
  assert.match(cookie, /; Path=\//);
  assert.match(cookie, /; HttpOnly/);
  assert.match(cookie, /; SameSite=Lax/);
});

test('a visitor’s cart: add, change, remove, empty', async () => {
  assert.deepEqual(
    await visitor.ask('POST', '/cart', { id: nerdLeg }).then(({ status, text }) => [status, text]),
    [201, ''],
  );
  assert.equal((await visitor.ask('POST', '/cart', { id: holy })).status, 201);
  assert.equal((await visitor.ask('POST', '/cart/update', { id: nerdLeg, quantity: '3' })).status, 202);
  const items = (await visitor.ask('GET', '/cart')).json as {
    itemId: string;
    quantity: number;
    unitPrice: number;
  }[];
  assert.deepEqual(
    items.map(({ itemId, quantity, unitPrice }) => [itemId, quantity, unitPrice]),
    [
      [nerdLeg, 3, 7.99],
      [holy, 1, 99.99],
    ],
  );
  assert.equal((await visitor.ask('DELETE', `/cart/${holy}`)).status, 202);
  assert.equal(((await visitor.ask('GET', '/cart')).json as unknown[]).length, 1);
  assert.equal((await visitor.ask('DELETE', '/cart')).status, 202);
  assert.deepEqual((await visitor.ask('GET', '/cart')).json, []);
});

test('a cart without an item’s id is the client’s mistake, in Sock Shop’s words', async () => {
  const added = await visitor.ask('POST', '/cart', {});
  isProblem(added, 400);
  assert.equal((added.json as { message: string }).message, 'Must pass id of item to add');
  const updated = await visitor.ask('POST', '/cart/update', { quantity: 1 });
  assert.equal((updated.json as { message: string }).message, 'Must pass id of item to update');
  const quantity = await visitor.ask('POST', '/cart/update', { id: nerdLeg });
  assert.match((quantity.json as { message: string }).message, /^Must pass quantity to update/);
  isProblem(await visitor.ask('POST', '/cart', { id: 'unknown' }), 404);
});

for (const quantity of [-4, 0, 1.5, 'NaN', '', null, 1e9, '1e3', [3], true]) {
  test(`a quantity of ${JSON.stringify(quantity)} is refused`, async () => {
    isProblem(await visitor.ask('POST', '/cart/update', { id: nerdLeg, quantity }), 400);
  });
}

test('a login sets both cookies and takes the visitor’s cart along', async () => {
  await visitor.ask('POST', '/cart', { id: nerdLeg });
  const before = visitor.cookies.get('md.sid');
  const login = await visitor.login('Eve_Berger', 'eve');
  assert.deepEqual([login.status, login.text], [200, 'Cookie is set']);
  const loggedIn = login.headers.getSetCookie().find((one) => one.startsWith('logged_in='));
  assert.match(loggedIn ?? '', /^logged_in=\w+; Max-Age=3600; Path=\/;/);
  assert.doesNotMatch(loggedIn ?? '', /HttpOnly/);
  assert.notEqual(visitor.cookies.get('md.sid'), before);
  const items = (await visitor.ask('GET', '/cart')).json as { itemId: string }[];
  assert.deepEqual(
    items.map(({ itemId }) => itemId),
    [nerdLeg],
  );
  await visitor.ask('DELETE', '/cart');
});

test('a wrong password, an unknown name and no name are 401 alike', async () => {
  const wrong = await visitor.login('user', 'wrong');
  const unknown = await visitor.login('nobody', 'wrong');
  isProblem(wrong, 401);
  assert.equal(wrong.text, unknown.text);
  isProblem(await visitor.ask('GET', '/login'), 401);
  assert.equal(visitor.cookies.has('logged_in'), false);
});

test('a login succeeds when carts fails, and fails with 5xx when the user service does', async () => {
  await visitor.ask('GET', '/cart');
  shop.backends.fail('dead', ['carts']);
  assert.equal((await visitor.login('user', 'password')).status, 200);
  shop.backends.fail(undefined);
  shop.backends.fail('dead', ['user']);
  isProblem(await shop.client().login('user', 'password'), 503);
  shop.backends.fail(undefined);
});

test('who registers is logged in; a taken name is 409, a missing field 400', async () => {
  const customer = await newCustomer();
  assert.ok(customer.cookies.has('logged_in'));
  const own = await customer.ask('GET', '/customers/whoever');
  assert.equal((own.json as { firstName: string }).firstName, 'Casey');
  const again = { username: 'user', password: 'x', email: 'a@example.com', firstName: 'A', lastName: 'B' };
  isProblem(await visitor.ask('POST', '/register', again), 409);
  const incomplete = await visitor.ask('POST', '/register', { username: 'new' });
  isProblem(incomplete, 400);
  assert.equal((incomplete.json as { errors: unknown[] }).errors.length, 4);
});

test('without a login nobody’s data is to be had', async () => {
  for (const [method, path] of [
    ['GET', '/customers'],
    ['GET', '/customers/57a98d98e4b00679b4a830af'],
    ['GET', '/cards'],
    ['GET', '/addresses'],
    ['GET', '/cards/57a98d98e4b00679b4a830ae'],
    ['POST', '/customers'],
    ['GET', '/orders'],
    ['GET', '/orders/1'],
    ['POST', '/orders'],
    ['DELETE', '/customers/57a98d98e4b00679b4a830af'],
    ['DELETE', '/cards/57a98d98e4b00679b4a830ae'],
    ['DELETE', '/addresses/57a98d98e4b00679b4a830ad'],
  ] as const) {
    isProblem(await visitor.ask(method, path), 401);
  }
  isProblem(await visitor.ask('POST', '/cards', card), 401);
  isProblem(await visitor.ask('POST', '/addresses', address), 401);
  assert.deepEqual(shop.backends.reached, []);
});

test('a customer keeps cards and addresses, sees the last digits only, and removes them', async () => {
  const customer = await newCustomer();
  assert.deepEqual((await customer.ask('GET', '/card')).json, { status_code: 500 });
  assert.deepEqual((await customer.ask('GET', '/address')).json, { status_code: 500 });
  const { id: cardId } = (await customer.ask('POST', '/cards', card)).json as { id: string };
  const { id: addressId } = (await customer.ask('POST', '/addresses', address)).json as { id: string };
  assert.deepEqual((await customer.ask('GET', '/card')).json, { number: '1234' });
  assert.equal(((await customer.ask('GET', '/address')).json as { city: string }).city, 'Leeds');
  for (const path of ['/cards', `/cards/${cardId}`]) {
    const { text } = await customer.ask('GET', path);
    assert.match(text, /\*{12}1234/);
    assert.doesNotMatch(text, /ccv|4111 ?1111/);
  }
  assert.match((await customer.ask('GET', '/addresses')).text, /High Street/);
  assert.deepEqual((await customer.ask('DELETE', `/cards/${cardId}`)).json, { status: true });
  assert.deepEqual((await customer.ask('DELETE', `/addresses/${addressId}`)).json, { status: true });
  assert.deepEqual((await customer.ask('GET', '/card')).json, { status_code: 500 });
});

test('a card or an address that can’t be one is refused with every wrong field', async () => {
  const customer = await newCustomer();
  const wrong = await customer.ask('POST', '/cards', { longNum: '12', expires: '13/99', ccv: 'x' });
  isProblem(wrong, 400);
  assert.equal((wrong.json as { errors: unknown[] }).errors.length, 3);
  isProblem(await customer.ask('POST', '/addresses', { street: 'only' }), 400);
});

test('an order: placed, listed, looked at; the cart stays until the page empties it', async () => {
  const customer = await newCustomer();
  await customer.ask('POST', '/cards', card);
  await customer.ask('POST', '/addresses', address);
  await customer.ask('POST', '/cart', { id: nerdLeg });
  const placed = await customer.ask('POST', '/orders');
  assert.equal(placed.status, 201);
  const { id, total } = placed.json as { id: string; total: number };
  assert.equal(total, 12.98);
  assert.doesNotMatch(placed.text, /ccv|4111 ?1111/);
  const orders = await customer.ask('GET', '/orders');
  assert.equal(orders.status, 200);
  assert.deepEqual(
    (orders.json as { id: string }[]).map((order) => order.id),
    [id],
  );
  assert.equal((await customer.ask('GET', `/orders/${id}`)).status, 200);
  isProblem(await customer.ask('GET', '/orders/unknown'), 404);
  assert.equal(((await customer.ask('GET', '/cart')).json as unknown[]).length, 1);
});

test('an order above what payment allows, or without a card, is 406 with the reason', async () => {
  const customer = await newCustomer();
  await customer.ask('POST', '/cart', { id: holy });
  const incomplete = await customer.ask('POST', '/orders');
  isProblem(incomplete, 406);
  assert.match((incomplete.json as { message: string }).message, /^Invalid order request/);
  await customer.ask('POST', '/cards', card);
  await customer.ask('POST', '/addresses', address);
  await customer.ask('POST', '/cart', { id: nerdLeg });
  const declined = await customer.ask('POST', '/orders');
  isProblem(declined, 406);
  assert.equal((declined.json as { message: string }).message, 'Payment declined: amount exceeds 105.00');
});

test('GET /orders of a new customer is empty, and custId in the query means nothing', async () => {
  const customer = await newCustomer();
  assert.deepEqual((await customer.ask('GET', '/orders?custId=57a98d98e4b00679b4a830af')).json, []);
});

test('a customer removes themselves, nobody else', async () => {
  const customer = await newCustomer();
  const { id } = (await customer.ask('GET', '/customers/me')).json as { id: string };
  isProblem(await customer.ask('DELETE', '/customers/57a98d98e4b00679b4a830af'), 403);
  isProblem(await customer.ask('POST', '/customers'), 403);
  assert.deepEqual((await customer.ask('DELETE', `/customers/${id}`)).json, { status: true });
  assert.equal(customer.cookies.size, 0);
});

test('what is not there is 404 as a problem', async () => {
  isProblem(await visitor.ask('GET', '/nothing'), 404);
  isProblem(await visitor.ask('GET', '/..%2fpackage.json'), 404);
});

test('probes and metrics answer; metrics have Sock Shop’s names', async () => {
  assert.equal((await visitor.ask('GET', '/healthz')).status, 200);
  assert.deepEqual((await visitor.ask('GET', '/readyz')).json, { status: 'ready' });
  await visitor.ask('GET', '/cart');
  const { text, headers } = await visitor.ask('GET', '/metrics');
  assert.match(headers.get('content-type') ?? '', /^text\/plain/);
  assert.match(
    text,
    /http_request_duration_seconds_count\{service="front-end",method="get",path="cart",status_code="200"\} \d/,
  );
  assert.match(
    text,
    /backend_request_duration_seconds_count\{backend="carts",method="get",outcome="answered"\} \d/,
  );
  assert.match(text, /^process_resident_memory_bytes \d/m);
  assert.match(text, /^nodejs_heap_size_used_bytes \d/m);
});

test('a body that is too large, is no JSON, or is said to be none, is refused', async () => {
  isProblem(await visitor.ask('POST', '/cart', { id: 'x'.repeat(70_000) }), 413);
  isProblem(await visitor.ask('POST', '/cart', '{"id":'), 400);
  isProblem(await visitor.ask('POST', '/cart', '{"id":"x"}', { 'content-type': 'text/plain' }), 415);
});

test('the trace of a request is passed on, and stands in the log', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  await visitor.ask('GET', '/tags', undefined, { traceparent, tracestate: 'a=b' });
  const [reached] = shop.backends.reached;
  assert.deepEqual([reached?.headers['traceparent'], reached?.headers['tracestate']], [traceparent, 'a=b']);
  assert.ok(shop.log.some((line) => line.includes('0af7651916cd43dd8448eb211c80319c')));
  await visitor.ask('GET', '/tags', undefined, { traceparent: 'nonsense' });
  assert.match(String(shop.backends.reached[1]?.headers['traceparent']), /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
});
