import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ApiClient, Seen } from '../testing/client.ts';
import type { Fault } from '../testing/faulty-backends.ts';
import { testShop, type TestShop } from '../testing/test-shop.ts';

const sock = 'a0a4f044-b040-410d-8ead-4de0446aec7e';
const routes: readonly (readonly [method: string, path: string, body?: object])[] = [
  ['GET', '/catalogue'],
  ['GET', '/catalogue/size'],
  ['GET', `/catalogue/${sock}`],
  ['GET', '/tags'],
  ['GET', '/catalogue/images/holy_1.svg'],
  ['GET', '/cart'],
  ['POST', '/cart', { id: sock }],
  ['POST', '/cart/update', { id: sock, quantity: 2 }],
  ['DELETE', `/cart/${sock}`],
  ['DELETE', '/cart'],
  [
    'POST',
    '/register',
    { username: 'n', password: 'p', email: 'n@example.com', firstName: 'N', lastName: 'N' },
  ],
  ['GET', '/login'],
  ['GET', '/customers'],
  ['GET', '/customers/me'],
  ['GET', '/cards'],
  ['GET', '/cards/1'],
  ['POST', '/cards', { longNum: '4111111111111234', expires: '04/30', ccv: '123' }],
  ['DELETE', '/cards/1'],
  ['GET', '/card'],
  ['GET', '/addresses'],
  ['POST', '/addresses', { number: '1', street: 'S', city: 'C', postcode: 'P', country: 'X' }],
  ['DELETE', '/addresses/1'],
  ['GET', '/address'],
  ['GET', '/orders'],
  ['GET', '/orders/1'],
  ['POST', '/orders'],
];
const expected: Readonly<Record<Fault, number>> = {
  dead: 503,
  hanging: 504,
  slow: 504,
  garbage: 502,
  'no-http': 502,
  half: 503,
  huge: 502,
  'wrong-types': 502,
  unavailable: 502,
};
// What these do is said by the status alone: their body is not looked at.
const statusOnly = new Set(['DELETE /cart', `DELETE /cart/${sock}`]);

// Only who waits for an answer in vain needs a short time limit: with it, a busy machine makes others late too.
const late = new Set<Fault>(['hanging', 'slow']);

let shop: TestShop;
let customer: ApiClient;
let patient: TestShop;
let patientCustomer: ApiClient;

before(async () => {
  patient = await testShop({ BACKEND_TIMEOUT_MS: '10000' });
  patientCustomer = patient.client();
  await patientCustomer.login('user', 'password');
  shop = await testShop({ BACKEND_TIMEOUT_MS: '200' });
  customer = shop.client();
  assert.equal((await until(200, () => customer.login('user', 'password'))).status, 200);
});
after(async () => {
  await shop.close();
  await patient.close();
});

// A machine that is busy may be late once: what counts is that the shop gets well by itself.
async function until(status: number, question: () => Promise<Seen>): Promise<Seen> {
  let seen = await question();
  for (let tries = 0; tries < 100 && seen.status !== status; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = await question();
  }
  return seen;
}

for (const [fault, status] of Object.entries(expected) as [Fault, number][]) {
  test(`back ends that are ${fault}: a clear answer from every route, and all is well afterwards`, async () => {
    const [tested, asks] = late.has(fault) ? [shop, customer] : [patient, patientCustomer];
    for (const [method, path, body] of routes) {
      tested.backends.fail(fault);
      const seen = await (path === '/login'
        ? tested.client().login('user', 'password')
        : asks.ask(method, path, body));
      tested.backends.fail(undefined);
      const name = `${method} ${path}`;
      if (statusOnly.has(name) && (fault === 'garbage' || fault === 'wrong-types')) {
        assert.equal(seen.status, 202, name);
      } else {
        assert.equal(seen.status, status, `${name}: ${seen.text}`);
        assert.equal(seen.headers.get('content-type'), 'application/problem+json', name);
        assert.doesNotMatch(seen.text, /127\.0\.0\.1|internal\.example|ECONN|undici|at .*\.ts/, name);
      }
      for (const well of ['/tags', '/cart', '/customers/me', '/orders']) {
        assert.equal((await until(200, () => asks.ask('GET', well))).status, 200, `${well} after ${name}`);
      }
    }
  });
}

test('a back end that stays away is left alone, and asked again when it is back', async () => {
  patient.backends.fail('dead', ['orders']);
  for (let index = 0; index < 10; index += 1) {
    assert.equal((await patientCustomer.ask('GET', '/orders')).status, 503);
  }
  const asked = patient.backends.reached.filter(({ backend }) => backend === 'orders').length;
  assert.equal((await patientCustomer.ask('GET', '/orders')).status, 503);
  assert.equal(patient.backends.reached.filter(({ backend }) => backend === 'orders').length, asked);
  assert.match(
    (await patientCustomer.ask('GET', '/metrics')).text,
    /backend_circuit_open\{backend="orders"\} 1/,
  );
  assert.equal((await patientCustomer.ask('GET', '/tags')).status, 200);
  patient.backends.fail(undefined);
  assert.equal((await until(200, () => patientCustomer.ask('GET', '/orders'))).status, 200);
  assert.match(
    (await patientCustomer.ask('GET', '/metrics')).text,
    /backend_circuit_open\{backend="orders"\} 0/,
  );
});
