import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { ApiClient } from '../testing/client.ts';
import { testShop, type TestShop } from '../testing/test-shop.ts';

interface Described {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, object>> }>>>
  >;
}

let shop: TestShop;
let customer: ApiClient;
let document: Described;

before(async () => {
  shop = await testShop();
  customer = shop.client();
  await customer.login('user1', 'password');
  document = (await customer.ask('GET', '/openapi.json')).json as Described;
});
after(() => shop.close());

test('the document describes the API of Sock Shop', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  for (const one of [
    'GET /catalogue',
    'POST /cart',
    'GET /login',
    'POST /register',
    'POST /orders',
    'GET /cards/{id}',
  ]) {
    assert.ok(described.includes(one), one);
  }
  assert.equal(described.length, 28);
});

test('whatever is sent, the answer is one that the document has, and never an internal error', async () => {
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { responses }]) => ({ path, method, responses })),
    )
    // The customer must not be removed in the middle of the run.
    .filter(({ path, method }) => !(method === 'delete' && path === '/customers/{id}'));
  const text = fc.oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom(
      '..',
      '%',
      '%00',
      'null',
      '__proto__',
      "' OR 1=1 --",
      '<script>',
      '\u202e',
      'a'.repeat(300),
    ),
  );
  const field = fc.oneof(text, fc.integer(), fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue());
  const names = [
    'id',
    'quantity',
    'username',
    'password',
    'email',
    'firstName',
    'lastName',
    'longNum',
    'expires',
    'ccv',
    'street',
    'number',
    'city',
    'postcode',
    'country',
  ];
  const body = fc.oneof(
    fc.dictionary(fc.constantFrom(...names), field),
    fc.jsonValue(),
    fc.string().map((raw) => ({ raw })),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...operations),
      text,
      fc.dictionary(fc.constantFrom('tags', 'sort', 'page', 'size', 'custId'), text),
      body,
      async ({ path, method, responses }, id, query, sent) => {
        const search = new URLSearchParams(
          Object.entries(query).map(([name, value]): [string, string] => [name, value.toWellFormed()]),
        );
        const target = path.replace(/\{\w+\}/, encodeURIComponent(id.toWellFormed()));
        const seen = await customer.ask(
          method.toUpperCase(),
          `${target}?${search.toString()}`,
          method === 'post' ? JSON.stringify(sent) : undefined,
        );
        assert.ok(seen.status < 500, `${method} ${target}: ${seen.status} ${seen.text}`);
        // A path that is put in order before it is sent may name another operation, or a page.
        const known =
          Object.hasOwn(responses, String(seen.status)) ||
          seen.headers.get('content-type') === 'application/problem+json' ||
          seen.status === 301 ||
          id === '..';
        assert.ok(known, `${method} ${target}: ${seen.status} is not in the document`);
      },
    ),
    { numRuns: 300 },
  );
});
