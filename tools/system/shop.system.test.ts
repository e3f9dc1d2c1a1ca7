import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { runShop, type RunningShop } from './running-shop.ts';

let shop: RunningShop;
let browser: Browser;
/** What a page said on the browser's console, and what it asked of others: both must stay empty. */
let complaints: string[] = [];

beforeAll(async () => {
  [shop, browser] = await Promise.all([runShop(), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});
afterEach(() => {
  const said = complaints;
  complaints = [];
  // Not an assertion, as those belong into tests: it fails the test all the same.
  if (said.length > 0) throw new Error(`The browser complained:\n${said.join('\n')}`);
});

async function visit(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: shop.origin,
    viewport: { width: 1280, height: 800 },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text()))
      complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(shop.origin)) complaints.push(`asked for ${request.url()}`);
  });
  return page;
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name });
const focused = async (place: Locator): Promise<boolean> =>
  (await place.and(place.page().locator(':focus')).count()) === 1;
const main = (page: Page): Locator => page.getByRole('main');

let customers = 0;
async function register(page: Page): Promise<void> {
  customers += 1;
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Knit');
  await page.getByLabel('Email').fill('ada@knit.example');
  await page.getByLabel('Username').fill(`ada${String(customers)}`);
  await page.getByLabel('Password').fill('two by two');
  await button(page, 'Register').click();
  await page.getByText('You are registered and logged in.').waitFor();
}

async function giveAddress(page: Page): Promise<void> {
  await page.getByLabel('House number').fill('12');
  await page.getByLabel('Street').fill('Loom Lane');
  await page.getByLabel('Town or city').fill('Paisley');
  await page.getByLabel('Postcode').fill('PA1 1AA');
  await page.getByLabel('Country').fill('Scotland');
  await button(page, 'Save address').click();
}

async function giveCard(page: Page): Promise<void> {
  await page.getByLabel('Card number').fill('5544 1540 1134 5918');
  await page.getByLabel('Expires').fill('08/29');
  await page.getByLabel('Security code').fill('958');
  await button(page, 'Save card').click();
}

async function logIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login.html');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password').fill(password);
  await button(page, 'Log in').click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function putIntoBasket(page: Page, name: string): Promise<void> {
  await page.goto('/category.html?size=60');
  await button(page, `Add to basket ${name}`).click();
  await Promise.race([
    page.waitForURL(/basket\.html/),
    page
      .getByRole('status')
      .filter({ hasText: `Added: ${name}` })
      .waitFor({ state: 'attached' }),
  ]);
}

describe.each([
  { scripts: 'on', javaScriptEnabled: true },
  { scripts: 'off', javaScriptEnabled: false },
])('with scripts $scripts', ({ javaScriptEnabled }) => {
  test('somebody looks around, fills a basket, registers, pays, finds the order and logs out', async () => {
    const page = await visit({ javaScriptEnabled });
    await page.goto('/');
    await link(page, 'See all socks').click();
    await link(page, 'blue').click();
    await link(page, 'Price, low first').click();
    await expect.poll(() => page.locator('.card-name').first().textContent()).toBe('Nerd leg');
    await main(page)
      .getByRole('link', { name: /Nerd leg/ })
      .click();
    await button(page, 'Add to basket Nerd leg').click();
    await link(page, /Basket 1/).waitFor();
    expect(page.url()).toContain(javaScriptEnabled ? 'detail.html' : 'basket.html');
    await putIntoBasket(page, 'Classic');

    await page.goto('/basket.html');
    await page.getByLabel('Pairs of Nerd leg').fill('3');
    await button(page, 'Update Nerd leg').click();
    await page.getByText('Your basket is up to date.').waitFor();
    expect(await main(page).textContent()).toContain('$23.97');
    await button(page, 'Remove Classic').click();
    await page.getByText('Taken out of your basket.').waitFor();
    expect(await main(page).textContent()).not.toContain('Classic');
    expect(await main(page).textContent()).toContain('$28.96');

    await link(page, 'Go to checkout').click();
    await main(page).getByRole('link', { name: 'Register' }).click();
    await register(page);
    await page.getByRole('heading', { name: 'Checkout' }).waitFor();
    await giveAddress(page);
    await giveCard(page);
    await button(page, 'Place order for $28.96').click();

    await page.getByText('Thank you. Your order is placed.').waitFor();
    const order = await main(page).innerText();
    expect(order).toMatch(/Order of \d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d UTC/);
    for (const said of ['Nerd leg', '3 pairs at $7.99', '$28.96', '12 Loom Lane', 'ending in 5918'])
      expect(order).toContain(said);
    expect(await page.content()).not.toContain('5544');

    await link(page, 'Basket').click();
    expect(await main(page).textContent()).toContain('Your basket is empty');
    await page.getByRole('navigation', { name: 'Shop' }).getByRole('link', { name: 'Orders' }).click();
    expect(await main(page).textContent()).toContain('$28.96');
    await button(page, 'Log out').click();
    await page.getByText('You are logged out.').waitFor();
    await page.goto('/customer-orders.html');
    expect(await page.title()).toBe('Log in – WeaveSocks');
    await page.context().close();
  });

  test('a payment over the limit is declined in words, and the basket stays for another try', async () => {
    const page = await visit({ javaScriptEnabled });
    await page.goto('/register.html');
    await register(page);
    await putIntoBasket(page, 'Holy');
    await putIntoBasket(page, 'Nerd leg');
    await page.goto('/checkout.html');
    await giveAddress(page);
    await giveCard(page);
    await button(page, 'Place order for $112.97').click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('Payment declined: amount exceeds 105.00');
    await link(page, 'Change the basket').click();
    await button(page, 'Remove Holy').click();
    await link(page, 'Go to checkout').click();
    await button(page, 'Place order for $12.98').click();
    await page.getByText('Thank you. Your order is placed.').waitFor();
    expect(await main(page).innerText()).toContain('Nerd leg');
    await page.context().close();
  });

  test('a wrong form says everything that is wrong, beside its field, and keeps what was typed', async () => {
    const page = await visit({ javaScriptEnabled });
    await page.goto('/register.html');
    await page.getByLabel('First name').fill('Ada');
    await page.getByLabel('Email').fill('nobody');
    await button(page, 'Register').click();
    const summary = page.getByRole('alert');
    await summary.waitFor();
    expect(await page.title()).toBe('Error: Register – WeaveSocks');
    expect(await summary.getByRole('link').count()).toBe(4);
    await summary.getByRole('link', { name: 'Enter the last name.' }).click();
    expect(await focused(page.getByLabel('Last name'))).toBe(true);
    expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
    await page.context().close();
  });
});

/** Presses Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.first().waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await focused(wanted.first())) {
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      expect(outline, 'the focus is seen').not.toBe('none');
      return;
    }
  }
  throw new Error(`Tab never reaches ${String(wanted)}`);
}

test('the whole way from the door to an order goes by keyboard alone', async () => {
  const page = await visit();
  const press = async (wanted: Locator): Promise<void> => {
    await tabTo(page, wanted);
    await page.keyboard.press('Enter');
  };
  const type = async (label: string, text: string): Promise<void> => {
    await tabTo(page, page.getByLabel(label));
    await page.keyboard.type(text);
  };
  await page.goto('/');
  await press(link(page, 'Log in'));
  await type('Username', 'Eve_Berger');
  await type('Password', 'eve');
  await page.keyboard.press('Enter');
  await page.getByText('You are logged in.').waitFor();
  await press(link(page, 'See all socks'));
  await page.waitForURL(/category\.html/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused(main(page))).toBe(true);
  await press(button(page, 'Add to basket Crossed'));
  await page.getByRole('status').filter({ hasText: 'Added: Crossed' }).waitFor({ state: 'attached' });
  await press(button(page, 'Add to basket Classic'));
  await page.getByRole('status').filter({ hasText: 'Added: Classic' }).waitFor({ state: 'attached' });
  await page.goto('/basket.html');
  await press(link(page, 'Go to checkout'));
  await press(button(page, /Place order/));
  await page.getByText('Thank you. Your order is placed.').waitFor();
  expect(await main(page).innerText()).toContain('Crossed');
  await page.context().close();
});

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe says about a page. */
interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Rules of WCAG and good practice that a page breaks, with where. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate<AxeResult>('axe.run()');
  return violations
    .filter(({ impact }) => impact !== 'minor')
    .map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ html }) => html).join(' ')}`);
}

const pages = [
  '/',
  '/category.html',
  '/category.html?tags=blue,geek&sort=price&page=2&size=2',
  '/category.html?tags=nothing',
  '/detail.html?id=6d62d909-f957-430e-8689-b5129c0bb75e',
  '/basket.html?done=added',
  '/checkout.html',
  '/customer-orders.html',
  '/account.html',
  '/login.html',
  '/register.html',
  '/nowhere.html',
];

describe.each([
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 360 },
  { colorScheme: 'dark', width: 360 },
] as const)('$colorScheme, $width wide', ({ colorScheme, width }) => {
  test('no page has a finding of axe, and none scrolls sideways', async () => {
    const page = await visit({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    await logIn(page, 'user1', 'password');
    await putIntoBasket(page, 'Colourful');
    await page.goto('/checkout.html');
    const found: Record<string, readonly string[]> = {};
    for (const path of pages) {
      await page.goto(path);
      const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      const list = [...(await findings(page)), ...(wide === true ? ['scrolls sideways'] : [])];
      if (list.length > 0) found[path] = list;
    }
    expect(found).toEqual({});
    await page.context().close();
  });
});

test('the shop’s policy lets no script or style into a page but its own', async () => {
  const page = await visit();
  const response = await page.goto('/');
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/default-src '(none|self)'/);
  expect(policy).not.toMatch(/unsafe|\*|data:/);
  await page.evaluate(`
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.body.append(script);
  `);
  expect(await page.title()).toBe('WeaveSocks');
  expect(complaints.join()).toMatch(/Content Security Policy/);
  complaints = [];
  await page.context().close();
});
