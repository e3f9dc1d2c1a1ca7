import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalogue, Product } from './catalogue.ts';
import { keptCatalogue } from './kept-catalogue.ts';

const product = (name: string): Product => ({
  id: name,
  name,
  description: '',
  imageUrl: [],
  price: 1,
  count: 1,
  tag: [],
});

/** A catalogue that notes what it is asked, and whose products have the number of the question as their name. */
function notingCatalogue(): { readonly catalogue: Catalogue; readonly asked: string[]; fail: boolean } {
  const asked: string[] = [];
  const noting = { fail: false };
  const answer = <T>(question: string, value: (turn: string) => T): Promise<T> => {
    asked.push(question);
    return noting.fail ? Promise.reject(new Error('down')) : Promise.resolve(value(String(asked.length)));
  };
  const catalogue: Catalogue = {
    list: (query) => answer(`list ${JSON.stringify(query)}`, (turn) => [product(turn)]),
    tags: () => answer('tags', (turn) => [turn]),
    size: (query) => answer(`size ${JSON.stringify(query)}`, Number),
    product: (id) => answer(`product ${id}`, product),
    image: () => answer('image', () => undefined),
  };
  return Object.assign(noting, { catalogue, asked });
}

test('the catalogue is asked once for all visitors of a moment, then again', async () => {
  let time = 1;
  const { catalogue, asked } = notingCatalogue();
  const kept = keptCatalogue({ catalogue, freshFor: 100, now: () => time });
  const [first, second] = await Promise.all([kept.list(), kept.list({})]);
  assert.equal(first[0]?.name, '1');
  assert.equal(second, first);
  time = 100;
  assert.equal(await kept.list(), first);
  assert.deepEqual(asked, ['list {}']);
  time = 102;
  assert.equal((await kept.list())[0]?.name, '2');
});

test('other questions have other answers', async () => {
  const { catalogue, asked } = notingCatalogue();
  const kept = keptCatalogue({ catalogue, freshFor: 60_000 });
  const answers = await Promise.all([
    kept.list({ tags: 'blue' }),
    kept.list({ tags: 'red' }),
    kept.list({ page: '1', size: '3' }),
    kept.size({ tags: 'blue' }),
    kept.product('a'),
    kept.product('b'),
    kept.tags(),
    kept.image(['a']),
    kept.image(['a']),
  ]);
  assert.equal(asked.length, 9);
  assert.deepEqual(
    answers.slice(0, 3).map((products) => (products as Product[])[0]?.name),
    ['1', '2', '3'],
  );
  assert.equal((await kept.product('b'))?.name, '6');
});

test('a failure is not kept: the next visitor asks again', async () => {
  const noting = notingCatalogue();
  const kept = keptCatalogue({ catalogue: noting.catalogue, freshFor: 60_000 });
  noting.fail = true;
  await assert.rejects(kept.tags(), /down/);
  noting.fail = false;
  assert.deepEqual(await kept.tags(), ['2']);
});

test('with 0 every question is asked', async () => {
  const { catalogue, asked } = notingCatalogue();
  const kept = keptCatalogue({ catalogue, freshFor: 0 });
  await kept.tags();
  await kept.tags();
  assert.equal(asked.length, 2);
});

test('strangers who ask for ever other pages make nothing grow', async () => {
  const { catalogue, asked } = notingCatalogue();
  const kept = keptCatalogue({ catalogue, freshFor: 60_000 });
  for (let page = 1; page <= 200; page += 1) {
    await kept.list({ page: String(page) });
  }
  await kept.list({ page: '200' });
  assert.equal(asked.length, 200);
  await kept.list({ page: '1' });
  assert.equal(asked.length, 201);
});
