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
  tag: [],
});

/** A catalogue that answers with these lists, one after the other; an error is thrown. */
function catalogueOf(...answers: readonly (readonly Product[] | Error)[]): {
  readonly catalogue: Catalogue;
  readonly asked: () => number;
} {
  let asked = 0;
  const catalogue: Catalogue = {
    list: () => {
      const answer = answers[asked++];
      return answer instanceof Error || answer === undefined
        ? Promise.reject(answer ?? new Error('asked too often'))
        : Promise.resolve(answer);
    },
    tags: () => Promise.resolve(['blue']),
    size: () => Promise.resolve(0),
    product: () => Promise.resolve(undefined),
    image: () => Promise.resolve(undefined),
  };
  return { catalogue, asked: () => asked };
}

test('the catalogue is asked once for all visitors of a moment, then again', async () => {
  let time = 0;
  const { catalogue, asked } = catalogueOf([product('old')], [product('new')]);
  const look = shopWindow({ catalogue, freshFor: 100, now: () => time });
  const [first, second] = await Promise.all([look(), look()]);
  assert.equal(first.products[0]?.name, 'old');
  assert.equal(second, first);
  time = 99;
  assert.equal(await look(), first);
  assert.equal(asked(), 1);
  time = 100;
  assert.equal((await look()).products[0]?.name, 'new');
});

test('a failure is not kept: the next visitor asks again', async () => {
  const { catalogue } = catalogueOf(new Error('down'), [product('back')]);
  const look = shopWindow({ catalogue, now: () => 0 });
  await assert.rejects(look(), /down/);
  assert.equal((await look()).products[0]?.name, 'back');
});
