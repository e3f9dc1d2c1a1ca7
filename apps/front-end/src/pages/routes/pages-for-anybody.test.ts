import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import type { ShopEnv } from '../../shop.ts';
import { trusted } from '../markup.ts';
import { pagesForAnybody } from './pages-for-anybody.ts';

/** Pages of a text; `made` counts how often one was made. */
function pages(text: string) {
  const state = { made: 0, token: '', content: { products: [], tags: [] } };
  const answer = pagesForAnybody();
  const app = new Hono<ShopEnv>();
  app.get('*', (c) => {
    c.set('visit', { formToken: () => state.token } as ShopEnv['Variables']['visit']);
    return answer(c, state.content, () => {
      state.made += 1;
      return Promise.resolve(trusted(`${text} ${String(state.made)}`));
    });
  });
  return { state, get: async (path: string) => (await app.request(path)).text() };
}

test('a page for anybody is made once, until the catalogue changes', async () => {
  const { state, get } = pages('socks');
  assert.deepEqual(
    [await get('/'), await get('/'), await get('/?tags=blue')],
    ['socks 1', 'socks 1', 'socks 2'],
  );
  state.content = { products: [], tags: [] };
  assert.equal(await get('/'), 'socks 3');
});

test('who has a session gets a page of their own, which nobody else gets', async () => {
  const { state, get } = pages('socks');
  assert.equal(await get('/'), 'socks 1');
  state.token = 'mine';
  assert.deepEqual([await get('/'), await get('/')], ['socks 2', 'socks 3']);
  state.token = '';
  assert.equal(await get('/'), 'socks 1');
});

test('addresses of strangers do not fill the memory: the oldest page goes', async () => {
  const { get } = pages('x'.repeat(512 * 1024));
  assert.match(await get('/'), / 1$/);
  for (let other = 0; other < 4; other += 1) await get(`/?tags=${String(other)}`);
  assert.match(await get('/'), / 6$/);
});
