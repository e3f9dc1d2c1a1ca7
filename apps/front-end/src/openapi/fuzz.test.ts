import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { ApiClient } from '../testing/client.ts';
import { describedOperations, type DescribedApi, type DescribedOperation } from '../testing/described-api.ts';
import { testShop, type TestShop } from '../testing/test-shop.ts';

const sock = 'a0a4f044-b040-410d-8ead-4de0446aec7e';

let shop: TestShop;
let customer: ApiClient;
let visitor: ApiClient;
let operations: readonly DescribedOperation[];

before(async () => {
  shop = await testShop();
  customer = shop.client();
  visitor = shop.client();
  await customer.login('user1', 'password');
  const { json } = await customer.ask('GET', '/openapi.json');
  operations = describedOperations(json as DescribedApi);
});
after(() => shop.close());

const find = (name: string): DescribedOperation => {
  const found = operations.find(({ method, path }) => `${method} ${path}` === name);
  assert.ok(found, name);
  return found;
};

test('the document describes the API of Sock Shop', () => {
  for (const one of [
    'GET /catalogue',
    'POST /cart',
    'GET /login',
    'POST /register',
    'POST /orders',
    'GET /cards/{id}',
  ]) {
    find(one);
  }
  assert.equal(operations.length, 28);
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 40 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.constantFrom('%', '%00', 'null', '__proto__', "' OR 1=1 --", '<script>', '\u202e', 'a'.repeat(300)),
);
// Clients put these in order before they send them, so that they name another path.
const id = fc.oneof(
  text.filter((value) => !['.', '..', 'size', 'update'].includes(value)),
  fc.constantFrom(sock, '57a98d98e4b00679b4a830b4', '57a98d98e4b00679b4a830b3', 'holy_1.svg'),
);
const field = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
const right = {
  id: sock,
  quantity: 2,
  password: 'p',
  email: 'a@example.com',
  firstName: 'A',
  lastName: 'B',
  longNum: '4111111111111234',
  expires: '04/30',
  ccv: '123',
  number: '1',
  street: 'S',
  city: 'C',
  postcode: 'P',
  country: 'X',
};
const names = [...Object.keys(right), 'username'];
const body = fc.oneof(
  fc.constant(right),
  fc.record({ username: fc.uuid() }).map((own) => ({ ...right, ...own })),
  fc.dictionary(fc.constantFrom(...names), field).map((some) => ({ ...right, ...some })),
  fc.dictionary(fc.constantFrom(...names), field),
  fc.jsonValue(),
);
const sent = fc.oneof(
  { weight: 8, arbitrary: body.map((value) => ({ type: 'application/json', text: JSON.stringify(value) })) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('application/json'), text: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('text/plain'), text: fc.string() }) },
  { weight: 1, arbitrary: fc.constant({ type: 'application/json', text: `"${'x'.repeat(70_000)}"` }) },
);

const json = (value: unknown) => ({ type: 'application/json', text: JSON.stringify(value) });
/** What every run begins with: something right, and each way to be refused before anything is looked at. */
const examples: [string, Record<string, string>, { type: string; text: string }][] = [
  [sock, {}, json(right)],
  ['holy_1.svg', { size: '2' }, json({ ...right, username: 'an-example' })],
  [sock, {}, json('x'.repeat(70_000))],
  [sock, {}, { type: 'text/plain', text: 'text' }],
  [sock, { page: 'x' }, { type: 'application/json', text: '{' }],
];

/** Sends something to each of these operations, so often; every answer must be one that the document has. */
async function fuzz(
  asks: ApiClient,
  some: (name: string) => boolean,
  numRuns: number,
): Promise<Map<string, number>> {
  const seenAt = new Map<string, number>();
  for (const operation of operations.filter((one) => some(`${one.method} ${one.path}`))) {
    const { method, path } = operation;
    await fc.assert(
      fc.asyncProperty(
        id,
        fc.dictionary(fc.constantFrom('tags', 'sort', 'page', 'size', 'custId'), text, { maxKeys: 2 }),
        sent,
        async (value, query, message) => {
          const search = new URLSearchParams(
            Object.entries(query).map(([name, one]): [string, string] => [name, one.toWellFormed()]),
          );
          const target = path.replace(/\{\w+\}/u, encodeURIComponent(value.toWellFormed()));
          const seen = await asks.ask(
            method,
            `${target}?${search.toString()}`,
            method === 'POST' ? message.text : undefined,
            method === 'POST' ? { 'content-type': message.type } : {},
          );
          assert.ok(seen.status < 500, `${method} ${target}: ${seen.status} ${seen.text}`);
          operation.check(seen);
          const name = `${method} ${path} ${seen.status}`;
          seenAt.set(name, (seenAt.get(name) ?? 0) + 1);
        },
      ),
      { numRuns, examples },
    );
  }
  return seenAt;
}

test('whatever a customer sends, the answer has a status, a type and a body of the document', async () => {
  // Who registers is another customer then, and who is removed is none.
  const ends = ['POST /register', 'DELETE /customers/{id}'];
  const seen = await fuzz(customer, (name) => !ends.includes(name), 16);
  // Not only refusals were looked at.
  for (const good of [
    'GET /catalogue 200',
    'GET /catalogue/{id} 200',
    'GET /catalogue/images/{name} 200',
    'POST /cart 201',
    'POST /cart 400',
    'POST /cart 413',
    'POST /cart 415',
    'POST /cart/update 202',
    'DELETE /cart 202',
    'GET /cards 200',
    'POST /cards 200',
    'POST /addresses 200',
    'GET /orders 200',
  ]) {
    assert.ok(seen.has(good), `${good} was never seen: ${[...seen.keys()].join(', ')}`);
  }
});

test('whatever a visitor sends, the answer has a status, a type and a body of the document', async () => {
  const seen = await fuzz(visitor, (name) => name !== 'POST /register', 8);
  for (const refused of ['GET /orders 401', 'POST /cards 401', 'GET /login 401', 'GET /card 200']) {
    assert.ok(seen.has(refused), `${refused} was never seen`);
  }
});

test('whatever somebody registers with, the answer has a status, a type and a body of the document', async () => {
  const seen = await fuzz(shop.client(), (name) => name === 'POST /register', 40);
  for (const known of [200, 400]) {
    assert.ok(seen.has(`POST /register ${known}`), `${known} was never seen`);
  }
});

test('what goes well is as the document says, from the registration to the removal', async () => {
  const newcomer = shop.client();
  const ask = async (name: string, path: string, sentBody?: unknown) => {
    const operation = find(name);
    const seen = await newcomer.ask(operation.method, path, sentBody);
    operation.check(seen);
    return seen;
  };
  const { json } = await ask('POST /register', '/register', { ...right, username: 'newcomer' });
  const made = (json as { readonly id: string }).id;
  assert.equal((await ask('POST /register', '/register', { ...right, username: 'newcomer' })).status, 409);
  assert.equal((await ask('POST /orders', '/orders')).status, 406);
  await ask('POST /addresses', '/addresses', right);
  const card = await ask('POST /cards', '/cards', right);
  await ask('POST /cart', '/cart', right);
  const order = await ask('POST /orders', '/orders');
  assert.equal(order.status, 201);
  await ask('GET /orders/{id}', `/orders/${(order.json as { readonly id: string }).id}`);
  await ask('GET /cards/{id}', `/cards/${(card.json as { readonly id: string }).id}`);
  await ask('GET /address', '/address');
  await ask('GET /card', '/card');
  assert.equal((await ask('DELETE /customers/{id}', '/customers/somebody')).status, 403);
  assert.equal((await ask('DELETE /customers/{id}', `/customers/${made}`)).status, 200);
});
