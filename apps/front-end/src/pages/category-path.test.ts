import assert from 'node:assert/strict';
import { test } from 'node:test';
import { categoryPath, readCategoryQuery } from './category-path.ts';

const read = (search: string) => readCategoryQuery(new URLSearchParams(search));

test('an address leaves out what is usual, and is read back as it was meant', () => {
  assert.equal(categoryPath({}), '/category.html');
  assert.equal(categoryPath({ sort: 'id', page: 1, size: 8, tags: [] }), '/category.html');
  const query = { tags: ['blue', 'R&D, odd'], sort: 'price-desc', page: 2, size: 3 } as const;
  const path = categoryPath({ ...query, tags: ['blue', 'red'] });
  assert.equal(path, '/category.html?tags=blue,red&sort=price-desc&page=2&size=3');
  assert.deepEqual(read(path.split('?')[1] ?? ''), { ...query, tags: ['blue', 'red'] });
});

test('what makes no sense in an address is taken as not said', () => {
  assert.deepEqual(read('page=-1&size=0&sort=drop+table&tags=,,%20'), {
    tags: [],
    sort: 'id',
    page: 1,
    size: 8,
  });
  assert.equal(read('size=100000').size, 60);
  assert.equal(read('page=1e3').page, 1);
  assert.deepEqual(read('tags=blue,blue').tags, ['blue']);
});
