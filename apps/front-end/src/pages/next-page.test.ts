import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextPage } from './next-page.ts';

test('a form leads to a page of the shop only', () => {
  assert.equal(nextPage('/checkout.html'), '/checkout.html');
  for (const elsewhere of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    'javascript:0',
    undefined,
  ]) {
    assert.equal(nextPage(elsewhere), '/');
  }
});
