import assert from 'node:assert/strict';
import { test } from 'node:test';
import { socks } from '../../stand-ins/socks.ts';
import { drawPictures } from './pictures.ts';
import { pictureName, sockDesigns } from './sock-design.ts';

test('every sock of Sock Shop has a design of its own', () => {
  const names = socks.map(({ name }) => pictureName(name));
  assert.deepEqual(new Set(names), new Set(Object.keys(sockDesigns)));
});

test('a sock that is new gets a picture too, always the same one', () => {
  const pictures = drawPictures();
  for (const name of ['Mystery', '__proto__', 'constructor', '', '🧦']) {
    assert.ok(pictures.has(`${pictureName(name)}.svg`), name);
    assert.equal(pictureName(name), pictureName(name));
  }
});

test('a picture asks for nothing from elsewhere and runs nothing', () => {
  for (const [name, svg] of drawPictures()) {
    const addresses = svg.match(/\b(?:href|src)=|url\((?!#)|<script|\bon\w+=/g);
    assert.deepEqual(addresses, null, name);
    assert.deepEqual(svg.match(/https?:\/\/[^"]+/g), ['http://www.w3.org/2000/svg'], name);
  }
});
