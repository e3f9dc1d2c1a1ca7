import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtShop } from './built-shop.ts';

test('the built shop has of undici what it uses, and only text that takes one byte a character', () => {
  const folder = join(builtShop().folder, 'dist', 'shop');
  const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
  expect(texts.some((text) => text.includes('PoolBase'))).toBe(true);
  expect(texts.filter((text) => /MockAgent|SqliteCacheStore|[^\0-\x7f]/.test(text))).toEqual([]);
});
