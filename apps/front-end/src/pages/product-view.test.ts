import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCategoryQuery } from './category-path.ts';
import { chosen, relatedTo } from './product-view.ts';
import type { ProductView } from './view.ts';

const sock = (id: string, price: number, ...tags: readonly string[]): ProductView => ({
  id,
  name: id,
  description: '',
  price,
  stock: 1,
  tags,
});
const socks = [sock('b', 2, 'red'), sock('a', 2, 'blue'), sock('c', 1, 'red', 'blue')];
const ids = (products: readonly ProductView[]) => products.map(({ id }) => id).join('');
const query = (search: string) => readCategoryQuery(new URLSearchParams(search));

test('socks come in the order that is asked for; equal prices by name', () => {
  assert.equal(ids(chosen(socks, query(''))), 'bac');
  assert.equal(ids(chosen(socks, query('sort=name'))), 'abc');
  assert.equal(ids(chosen(socks, query('sort=price'))), 'cab');
  assert.equal(ids(chosen(socks, query('sort=price-desc'))), 'abc');
});

test('several tags show socks with any of them', () => {
  assert.equal(ids(chosen(socks, query('tags=blue'))), 'ac');
  assert.equal(ids(chosen(socks, query('tags=blue,red'))), 'bac');
});

test('beside a sock stand others, never itself, the most alike first', () => {
  const [first = sock('', 0)] = socks;
  assert.equal(ids(relatedTo(first, socks, 4)), 'ca');
  assert.equal(ids(relatedTo(first, socks, 1)), 'c');
});
