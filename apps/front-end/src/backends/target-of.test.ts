import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { targetOf } from './target-of.ts';

test('no part of a path can become two, or leave its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (hostile) => {
      const { pathname, search } = new URL(targetOf(['carts', hostile, 'items']), 'http://carts');
      assert.equal(pathname.split('/').length, 4);
      assert.ok(pathname.startsWith('/carts/') && pathname.endsWith('/items'));
      assert.equal(search, '');
    }),
    { examples: [['..'], ['.'], ['%2e%2e'], ['../../other'], ['a?b=c'], ['a#b'], ['\\..\\'], ['\ud800']] },
  );
});

test('a query holds what was given, and nothing for what was not', () => {
  assert.equal(targetOf(['catalogue'], { tags: 'a,b&c', page: undefined }), '/catalogue?tags=a%2Cb%26c');
});
