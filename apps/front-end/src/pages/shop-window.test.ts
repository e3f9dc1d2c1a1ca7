import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Catalogue, Product } from '../backends/catalogue.ts';
import { shopWindow } from './shop-window.ts';

const product = (name: string): Product => ({
  id: name,
  name,
  description: '',
  imageUrl: [],
  price: 1,
  count: 1,
  tag: ['blue'],
});

test('the window shows what the catalogue answers, and is dressed anew only for another answer', async () => {
  let products: readonly Product[] = [product('old')];
  let tags = ['blue'];
  const asked: unknown[] = [];
  const catalogue: Catalogue = {
    list: (query) => {
      asked.push(query);
      return Promise.resolve(products);
    },
    tags: () => Promise.resolve(tags),
    size: () => Promise.resolve(0),
    product: () => Promise.resolve(undefined),
    image: () => Promise.resolve(undefined),
  };
  const look = shopWindow(catalogue);
  const first = await look();
  assert.deepEqual(first.tags, ['blue']);
  assert.deepEqual(first.products[0]?.tags, ['blue']);
  assert.equal(await look(), first);
  products = [product('new')];
  assert.equal((await look()).products[0]?.name, 'new');
  tags = ['red'];
  assert.deepEqual((await look()).tags, ['red']);
  assert.deepEqual(asked[0], { page: '1', size: '1000' });
});

test('without a catalogue there is no window', async () => {
  const down = () => Promise.reject(new Error('down'));
  const catalogue: Catalogue = { list: down, tags: down, size: down, product: down, image: down };
  await assert.rejects(shopWindow(catalogue)(), /down/);
});
