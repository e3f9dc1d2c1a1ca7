import { expect, test } from 'vitest';
import { built, pinned } from './image.ts';

test('an image that is built has a first tag, its own or the usual one', () => {
  const image = { app: 'apps/web', source: 'web-repo', repository: 'shop/web' };
  expect(built(image)).toEqual({ kind: 'built', firstTag: 'main-0000000-0', ...image });
  expect(built({ ...image, firstTag: 'main-1f49071-24' }).firstTag).toBe('main-1f49071-24');
});

test('an image that is pinned is its reference', () => {
  expect(pinned('mongo:5.0.31')).toEqual({ kind: 'pinned', reference: 'mongo:5.0.31' });
});
