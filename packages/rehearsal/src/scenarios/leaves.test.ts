import { expect, test } from 'vitest';
import { isWithin, leaves, valueAt } from './leaves.ts';

const object = {
  metadata: { name: 'carts', labels: {} },
  spec: { containers: [{ name: 'carts', image: 'carts:1' }, { name: 'empty' }], args: ['-a', '-b'] },
};

test('every value has a way to it, through list items by their name', () => {
  expect(leaves(object).map((path) => path.join('.'))).toEqual([
    'metadata.name',
    'metadata.labels',
    'spec.containers.carts.image',
    'spec.containers.empty',
    'spec.args',
  ]);
});

test('a way leads to its value, or to nothing', () => {
  expect(valueAt(object, ['spec', 'containers', 'carts', 'image'])).toBe('carts:1');
  expect(valueAt(object, ['spec', 'containers', 'orders', 'image'])).toBeUndefined();
  expect(valueAt(object, ['spec', 'args'])).toEqual(['-a', '-b']);
});

test('a way goes on from another one', () => {
  expect(isWithin(['spec', 'args'], ['spec'])).toBe(true);
  expect(isWithin(['spec'], ['spec'])).toBe(true);
  expect(isWithin(['spec'], ['spec', 'args'])).toBe(false);
});
