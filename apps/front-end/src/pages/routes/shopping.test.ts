import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Customer } from '../testing/customer.ts';
import { openShop, type OpenShop } from '../testing/open-shop.ts';

const nerdLeg = 'a0a4f044-b040-410d-8ead-4de0446aec7e';
const holy = '03fef6ac-1896-4ce8-bd69-b798f85c6e0b';

let shop: OpenShop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

let names = 0;
const registration = () => ({
  firstName: 'Ada',
  lastName: 'Knit',
  email: 'ada@knit.example',
  username: `ada-${String((names += 1))}`,
  password: 'two by two',
});
const address = {
  number: '12',
  street: 'Loom Lane',
  city: 'Paisley',
  postcode: 'PA1 1AA',
  country: 'Scotland',
};
const card = { longNum: '5544154011345918', expires: '08/29', ccv: '958' };

async function registered(): Promise<Customer> {
  const customer = shop.customer();
  assert.equal((await customer.send('/register.html', registration())).status, 303);
  return customer;
}

async function readyToOrder(...ids: readonly string[]): Promise<Customer> {
  const customer = await registered();
  await customer.send('/account/address', address);
  await customer.send('/account/card', card);
  for (const id of ids) await customer.send('/basket/add', { id });
  return customer;
}

/** The value of the radio button of this name that is chosen. */
const checked = (page: string, name: string): string =>
  new RegExp(`name="${name}"\\s+value="([^"]+)"[^>]*\\schecked`).exec(page)?.[1] ?? '';

test('a visitor’s basket is filled, changed and emptied, and every page says how much is in it', async () => {
  const visitor = shop.customer();
  assert.match((await visitor.get('/basket.html')).text, /Your basket is empty/);
  const added = await visitor.submit('/basket/add', { id: nerdLeg });
  assert.match(added.text, /Added to your basket/);
  assert.match(added.text, /Nerd leg/);
  const changed = await visitor.submit('/basket/change', { id: nerdLeg, quantity: '3' });
  assert.match(changed.text, /\$23\.97/);
  assert.match(changed.text, /\$28\.96/);
  assert.match((await visitor.get('/')).text, /data-basket-count\s*>3</);
  const removed = await visitor.submit('/basket/remove', { id: nerdLeg });
  assert.match(removed.text, /Taken out of your basket/);
  await visitor.send('/basket/add', { id: nerdLeg });
  assert.match((await visitor.submit('/basket/empty', {})).text, /Your basket is empty/);
});

test('a quantity that makes no sense changes nothing, and 0 takes the sock out', async () => {
  const visitor = shop.customer();
  await visitor.send('/basket/add', { id: nerdLeg });
  for (const quantity of ['-4', 'NaN', '1.5', '100', '', '1e2']) {
    const answer = await visitor.submit('/basket/change', { id: nerdLeg, quantity });
    assert.match(answer.text, /Nothing changed/, quantity);
    assert.match(answer.text, /name="quantity"[^>]*value="1"/, quantity);
  }
  const gone = await visitor.submit('/basket/change', { id: nerdLeg, quantity: '0' });
  assert.match(gone.text, /Your basket is empty/);
});

test('a sock that is not in the catalogue, or whose id is a path, is not put into the basket', async () => {
  const visitor = shop.customer();
  for (const id of ['nothing', '../../customers', '']) {
    assert.match((await visitor.submit('/basket/add', { id })).text, /not there any more/);
  }
  assert.match((await visitor.get('/basket.html')).text, /Your basket is empty/);
});

test('the page’s script adds without leaving the page', async () => {
  const { text } = await shop.customer().send('/basket/add', { id: nerdLeg }, { accept: 'application/json' });
  assert.deepEqual(JSON.parse(text), { count: 1, text: 'Added: Nerd leg. 1 in the basket.' });
});

test('a form from another site, or without this visitor’s token, is refused', async () => {
  const customer = await registered();
  const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  assert.equal((await customer.send('/basket/add', { id: nerdLeg }, elsewhere)).status, 403);
  const forged = await customer.send('/basket/add', { id: nerdLeg, formToken: 'x' });
  assert.equal(forged.status, 403);
  assert.match(forged.text, /That form has expired/);
  const browser = { 'sec-fetch-site': 'same-origin' };
  assert.equal((await customer.send('/basket/add', { id: nerdLeg, formToken: '' }, browser)).status, 303);
});

test('the checkout asks who it is, keeps the basket over the login, then asks for address and card', async () => {
  const customer = shop.customer();
  await customer.send('/basket/add', { id: nerdLeg });
  assert.equal((await customer.get('/checkout.html')).location, '/login.html?next=%2Fcheckout.html');
  const checkout = await customer.submit('/register.html', { ...registration(), next: '/checkout.html' });
  assert.match(checkout.text, /Save address/);
  assert.match(checkout.text, /Nerd leg/);
  assert.doesNotMatch(checkout.text, /Place order/);
  const wrong = await customer.send('/account/address', { ...address, city: '', next: '/checkout.html' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /<title>Error: Checkout/);
  assert.match(wrong.text, /Enter the town or city\./);
  assert.match(wrong.text, /value="Loom Lane"/);
  const next = await customer.submit('/account/address', { ...address, next: '/checkout.html' });
  assert.match(next.text, /Save card/);
  const ready = await customer.submit('/account/card', { ...card, next: '/checkout.html' });
  assert.match(ready.text, /Place order for\s+\$12\.98/);
});

test('an order is placed once, shown with all that is in it, and empties the basket', async () => {
  const customer = await readyToOrder(nerdLeg, nerdLeg);
  const order = await customer.submit('/checkout.html', {});
  for (const said of [/Thank you/, /2 pairs at \$7\.99/, /\$20\.97/, /12 Loom Lane/, /5918/])
    assert.match(order.text, said);
  assert.match(order.text, /Order of \d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d UTC/);
  assert.doesNotMatch(order.text, /5544154/);
  assert.equal((await customer.send('/checkout.html', {})).location, '/basket.html');
  const list = (await customer.get('/customer-orders.html')).text;
  assert.equal(list.match(/class="order"/g)?.length, 1);
});

test('a payment over the limit is declined in words, and nothing is lost', async () => {
  const customer = await readyToOrder(holy, nerdLeg);
  const declined = await customer.send('/checkout.html', {});
  assert.equal(declined.status, 422);
  assert.match(declined.text, /Payment declined: amount exceeds 105\.00/);
  assert.match((await customer.get('/basket.html')).text, /Holy/);
  assert.match((await customer.get('/customer-orders.html')).text, /No orders yet/);
});

test('who has several addresses and cards chooses among them, and what is saved at the checkout is chosen', async () => {
  const customer = await readyToOrder(nerdLeg);
  const next = '/checkout.html';
  const second = { ...address, number: '7', street: 'Spindle Street' };
  const withAddress = await customer.submit('/account/address', { ...second, next });
  assert.equal(withAddress.text.match(/type="radio"/g)?.length, 2);
  const spindle = checked(withAddress.text, 'address');
  const withCard = await customer.submit('/account/card', {
    ...card,
    longNum: '4111 1111 1111 1234',
    next,
    address: spindle,
  });
  assert.equal(withCard.text.match(/type="radio"/g)?.length, 4);
  assert.equal(checked(withCard.text, 'address'), spindle, 'the address that was chosen is chosen still');
  const order = await customer.submit(next, { address: spindle, card: checked(withCard.text, 'card') });
  assert.match(order.text, /7 Spindle Street/);
  assert.match(order.text, /ending in\s*<b>1234<\/b>/);
});

test('an order goes to an address and a card of one’s own, or is not placed', async () => {
  const ada = await readyToOrder(nerdLeg);
  await ada.send('/account/address', { ...address, number: '7' });
  const page = (await ada.get('/checkout.html')).text;
  const own = checked(page, 'address');
  const bob = await readyToOrder(nerdLeg);
  for (const choice of [{ address: own }, { card: '57a98d98e4b00679b4a830b1' }, { address: '' }]) {
    const refused = await bob.send('/checkout.html', choice);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /You have no such (?:address|card)\./);
  }
  assert.match((await bob.get('/customer-orders.html')).text, /No orders yet/);
});

test('an order is shown to its own customer only', async () => {
  const ada = await readyToOrder(nerdLeg);
  const { location = '' } = await ada.send('/checkout.html', {});
  assert.match(location, /^\/customer-order\.html\?order=/);
  assert.equal((await ada.get(location)).status, 200);
  const id = new URLSearchParams(location.split('?')[1]).get('order') ?? '';
  assert.equal((await ada.get(`/customer-order.html?order=/orders/${id}`)).status, 200);
  assert.equal((await (await registered()).get(location)).status, 404);
  assert.equal((await shop.page(location)).location, '/login.html?next=%2Fcustomer-orders.html');
});

test('addresses and cards are kept, shown as far as they may be, and removed', async () => {
  const customer = await readyToOrder();
  const page = (await customer.get('/account.html')).text;
  assert.match(page, /Loom Lane/);
  assert.match(page, /ending in\s*<b>5918<\/b>/);
  assert.doesNotMatch(page, /5544154|958</);
  for (const kind of ['address', 'card']) {
    const section = page.slice(page.indexOf(`/account/${kind}/remove`));
    const id = /name="id" value="([^"]+)"/.exec(section)?.[1] ?? '';
    const stranger = await (await registered()).submit(`/account/${kind}/remove`, { id });
    assert.equal(stranger.status, 200);
    assert.match((await customer.get('/account.html')).text, new RegExp(id), 'nobody else removes it');
    assert.doesNotMatch((await customer.submit(`/account/${kind}/remove`, { id })).text, new RegExp(id));
  }
});

test('a wrong card says everything that is wrong, and its number never comes back', async () => {
  const answer = await (
    await registered()
  ).send('/account/card', { longNum: '12345678', expires: '13/29', ccv: 'abc' });
  assert.equal(answer.status, 422);
  assert.equal(answer.text.match(/class="problem"/g)?.length, 3);
  assert.doesNotMatch(answer.text, /12345678/);
  assert.match(answer.text, /value="13\/29"/);
});

test('a wrong login says so and keeps the name, never the password', async () => {
  const answer = await shop.customer().send('/login.html', { username: 'user', password: 'guess"<b>' });
  assert.equal(answer.status, 401);
  assert.match(answer.text, /Username or password is wrong/);
  assert.match(answer.text, /value="user"/);
  assert.doesNotMatch(answer.text, /guess/);
});

test('after ten wrong logins the name has to wait, in words', async () => {
  const guess = { username: `guessed-${String((names += 1))}`, password: 'x' };
  const visitor = shop.customer();
  for (let tries = 0; tries < 10; tries += 1) await visitor.send('/login.html', guess);
  const answer = await visitor.send('/login.html', guess);
  assert.equal(answer.status, 429);
  assert.match(answer.text, /Too many tries/);
});

test('a name that is taken is said beside its field', async () => {
  const answer = await shop.customer().send('/register.html', { ...registration(), username: 'user' });
  assert.equal(answer.status, 409);
  assert.match(answer.text, /href="#username">This username is taken/);
});

test('who logs out is nobody again', async () => {
  const customer = await registered();
  assert.match((await customer.get('/')).text, />Ada</);
  assert.match((await customer.submit('/logout', {})).text, /You are logged out/);
  assert.doesNotMatch((await customer.get('/')).text, />Ada</);
  assert.equal((await customer.get('/account.html')).status, 303);
});

test('what customers call themselves is text, never markup', async () => {
  const customer = shop.customer();
  await customer.send('/register.html', { ...registration(), firstName: '<img src=x onerror=alert(1)>' });
  const { text } = await customer.get('/account.html');
  assert.doesNotMatch(text, /<img src=x/);
  assert.match(text, /&lt;img src=x/);
});

test('a link that leads away from the shop is not followed after a login', async () => {
  const answer = await shop
    .customer()
    .send('/login.html', { username: 'user', password: 'password', next: '//evil.example' });
  assert.equal(answer.location, '/?done=logged-in');
});

test('a page is kept by nobody on the way, and what is about a customer by no browser either', async () => {
  const customer = await registered();
  const cache = async (path: string) => (await customer.get(path)).cache;
  assert.equal(await cache('/'), 'private, no-cache');
  assert.equal(await cache('/account.html'), 'no-store');
  assert.equal(await cache('/customer-orders.html'), 'no-store');
});

test('pages that are kept for visitors without a session hold nothing of somebody else', async () => {
  const before = (await shop.page('/')).text;
  assert.doesNotMatch(before, /name="formToken" value="[^"]/);
  const customer = await registered();
  await customer.send('/basket/add', { id: nerdLeg });
  const own = (await customer.get('/')).text;
  assert.match(own, />Ada</);
  assert.match(own, /data-basket-count\s*>1</);
  assert.match(own, /name="formToken" value="[^"]/);
  assert.equal((await shop.page('/')).text, before);
  assert.match((await shop.page('/?done=logged-out')).text, /You are logged out/);
  assert.equal((await shop.page('/')).text, before);
});
