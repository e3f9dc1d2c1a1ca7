import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BackendName } from '../../config/config.ts';
import { readConfig } from '../../config/config.ts';
import { startStandIns, type StandIns } from '../../stand-ins/start-stand-ins.ts';
import { startShop } from '../../start.ts';
import { customerOf, type Customer } from '../testing/customer.ts';

let standIns: StandIns;
before(async () => {
  standIns = await startStandIns();
});
after(() => standIns.close());

/** Does something in a shop in which nobody answers for one back end. */
async function without(name: BackendName, act: (customer: Customer) => Promise<void>): Promise<void> {
  const backends = { ...standIns.urls, [name]: 'http://127.0.0.1:1' };
  const shop = await startShop({ ...readConfig({ LOG_LEVEL: 'silent' }), port: 0, backends });
  try {
    await act(customerOf(`http://127.0.0.1:${String(shop.port)}`));
  } finally {
    await shop.close();
  }
}

test('without the catalogue a page says in words that it comes back, and nothing of what is inside', async () => {
  await without('catalogue', async (visitor) => {
    for (const path of ['/', '/category.html', '/detail.html?id=x', '/basket.html']) {
      const { status, text } = await visitor.get(path);
      assert.equal(status, 503, path);
      assert.match(text, /<h1>Back in a moment<\/h1>/);
      assert.ok(text.includes(`href="${path}">Try again</a>`), path);
      assert.doesNotMatch(text, /127\.0\.0\.1|ECONN|catalogue:|at .*\.ts/);
    }
  });
});

test('without the carts one can still look at socks and log in; only the basket is away', async () => {
  await without('carts', async (customer) => {
    const login = await customer.submit('/login.html', { username: 'user', password: 'password' });
    assert.match(login.text, /You are logged in/);
    for (const path of ['/', '/category.html', '/account.html', '/customer-orders.html']) {
      assert.equal((await customer.get(path)).status, 200, path);
    }
    assert.equal((await customer.get('/basket.html')).status, 503);
    const { status, text } = await customer.send('/basket/add', {
      id: 'a0a4f044-b040-410d-8ead-4de0446aec7e',
    });
    assert.equal(status, 503);
    assert.match(text, /Back in a moment/);
    assert.match(text, /href="\/basket\.html">Try again<\/a>/);
  });
});

test('without the users nobody gets in, and nobody is told that the password is wrong', async () => {
  await without('user', async (customer) => {
    assert.equal((await customer.get('/')).status, 200);
    const { status, text } = await customer.send('/login.html', { username: 'user', password: 'password' });
    assert.equal(status, 503);
    assert.doesNotMatch(text, /password is wrong/);
    assert.match(text, /href="\/login\.html">Try again<\/a>/);
  });
});

test('without the orders nothing is ordered, nothing is lost, and the page says so', async () => {
  await without('orders', async (customer) => {
    await customer.send('/login.html', { username: 'user', password: 'password' });
    await customer.send('/basket/add', { id: 'a0a4f044-b040-410d-8ead-4de0446aec7e' });
    assert.equal((await customer.send('/checkout.html', {})).status, 503);
    assert.match((await customer.get('/basket.html')).text, /Nerd leg/);
  });
});
