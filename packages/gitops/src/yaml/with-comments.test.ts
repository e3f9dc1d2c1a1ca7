import { expect, test } from 'vitest';
import { toYaml } from './to-yaml.ts';
import { withComments } from './with-comments.ts';

const yaml = toYaml([
  {
    images: [
      { name: 'a', tag: '0123' },
      { name: 'b', tag: 'x' },
    ],
    after: 'c',
  },
]);

test('a comment goes behind its scalar, and nothing else changes', () => {
  const commented = withComments(yaml, [
    { path: ['images', 0, 'tag'], comment: 'first' },
    { path: ['images', 1, 'tag'], comment: 'second' },
  ]);
  expect(commented).toBe(
    'images:\n- name: a\n  tag: "0123" # first\n- name: b\n  tag: x # second\nafter: c\n',
  );
});

test('without comments the text stays as it is', () => {
  expect(withComments('not: [yaml', [])).toBe('not: [yaml');
});

test('a path that leads to no scalar is an error', () => {
  expect(() => withComments(yaml, [{ path: ['images', 2, 'tag'], comment: 'x' }])).toThrow('images.2.tag');
  expect(() => withComments(yaml, [{ path: ['images'], comment: 'x' }])).toThrow('no scalar at images');
});
