import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openShop, type OpenShop } from '../testing/open-shop.ts';

let shop: OpenShop;
before(async () => {
  shop = await openShop();
});
after(() => shop.close());

/** Names of the socks that a page shows, in its order. */
const shown = (text: string): readonly string[] =>
  [...text.matchAll(/class="card-name">([^<]*)</g)].map(([, name]) => name ?? '');

const footer = readFileSync(new URL('../../../public/footer.html', import.meta.url), 'utf8');

test('the home page says what the shop is, shows socks with prices and ends with the footer as it stands', async () => {
  for (const path of ['/', '/index.html']) {
    const { status, text } = await shop.page(path);
    assert.equal(status, 200);
    assert.match(text, /<title>WeaveSocks<\/title>/);
    assert.match(text, /<h1>/);
    assert.equal(shown(text).length, 4);
    assert.match(text, /\$17\.15/);
    assert.ok(text.includes(footer));
  }
  assert.equal((await shop.page('/footer.html')).text, footer);
});

test('all socks stand on pages of eight, each once', async () => {
  const first = await shop.page('/category.html');
  const second = await shop.page('/category.html?page=2');
  assert.equal(shown(first.text).length, 8);
  assert.equal(new Set([...shown(first.text), ...shown(second.text)]).size, 10);
  assert.match(first.text, /href="\/category\.html\?page=2" rel="next"/);
  assert.match(second.text, /href="\/category\.html" rel="prev"/);
});

test('a page that is beyond the end shows the last one', async () => {
  assert.equal(shown((await shop.page('/category.html?page=99')).text).length, 2);
});

test('tags narrow the socks down, and say so', async () => {
  const { text } = await shop.page('/category.html?tags=magic');
  assert.deepEqual(shown(text), ['Holy']);
  assert.match(text, /1 design\s+with magic/);
  const none = await shop.page('/category.html?tags=%3Cscript%3Ealert(1)%3C/script%3E');
  assert.deepEqual(shown(none.text), []);
  assert.ok(!none.text.includes('<script>alert'), 'a tag of the address is text, never markup');
  assert.match(none.text, /No socks here/);
});

test('socks are sorted by price although the catalogue service does not sort', async () => {
  const prices = async (sort: string): Promise<readonly number[]> => {
    const { text } = await shop.page(`/category.html?size=60&sort=${sort}`);
    return [...text.matchAll(/class="card-price">\$([^<]*)</g)].map(([, price]) => Number(price));
  };
  const up = await prices('price');
  assert.deepEqual(
    up,
    up.toSorted((a, b) => a - b),
  );
  assert.deepEqual(await prices('price-desc'), up.toReversed());
});

test('a sock’s page shows its name, price, text, and others of its kind', async () => {
  const { text } = await shop.page('/detail.html?id=6d62d909-f957-430e-8689-b5129c0bb75e');
  assert.match(text, /<title>Weave special – WeaveSocks<\/title>/);
  assert.match(text, /\$17\.15/);
  assert.match(text, /alt="A pair of Weave special socks"/);
  assert.ok(shown(text).length > 0);
  assert.ok(!shown(text).includes('Weave special'));
});

test('a sock that is not there is a page with a way on, status 404', async () => {
  const { status, text } = await shop.page('/detail.html?id=..%2F..%2Fhealth');
  assert.equal(status, 404);
  assert.match(text, /href="\/category\.html"/);
});

test('style, script and every picture of a page are there, and are kept for ever under their version', async () => {
  const { text } = await shop.page('/');
  const paths = [...text.matchAll(/(?:src|href)="(\/[^"]*\?v=[^"]*)"/g)].map(([, path]) => path ?? '');
  assert.ok(paths.length >= 8);
  for (const path of paths) {
    const response = await fetch(`${shop.origin}${path}`);
    assert.equal(response.status, 200, path);
    assert.match(response.headers.get('cache-control') ?? '', /immutable/);
    const again = await fetch(`${shop.origin}${path}`, {
      headers: { 'if-none-match': response.headers.get('etag') ?? '' },
    });
    assert.equal(again.status, 304);
  }
  const bare = await fetch(`${shop.origin}/css/shop.css`);
  assert.equal(bare.headers.get('cache-control'), 'no-cache');
});

test('no page asks for anything from elsewhere, and none holds a script or a style of its own', async () => {
  for (const path of ['/', '/category.html', '/detail.html?id=6d62d909-f957-430e-8689-b5129c0bb75e']) {
    const { text } = await shop.page(path);
    assert.deepEqual(text.match(/(?:src|href|action)="(?!\/(?!\/)|#)[^"]*"/g), null, path);
    assert.deepEqual(text.match(/<style|<script(?! type="module" src=)|\sstyle=|\son\w+=/g), null, path);
  }
});
