import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHeldFields, withHeldValues } from './held-fields.ts';

const policy = '{"$imagepolicy": "shop:shop-web:tag"}';
const promoted = '{"$tideway": "promoted:shop:web:tag"}';

/** What is read of a text, without positions. */
function values(text: string): readonly (readonly [string, string])[] {
  return readHeldFields(text).map(({ key, value }) => [key, value]);
}

test('a scalar with a marker behind it is held, by whichever marker', () => {
  const text = `images:\n- name: shop/web\n  newName: x\n  newTag: main-0000000-1 # ${policy}\n- newTag: '2' # ${promoted}\n`;
  const [first, second, ...others] = readHeldFields(text);
  expect(others).toEqual([]);
  expect(first).toEqual({
    key: policy,
    marker: policy,
    value: 'main-0000000-1',
    start: text.indexOf('main-'),
    end: text.indexOf('main-') + 'main-0000000-1'.length,
    line: 4,
  });
  expect(second).toMatchObject({ key: promoted, value: '2', line: 5 });
});

test("all of Flux's fields are held: tag, name, digest and the whole image", () => {
  const markers = [':tag', ':name', ':digest', ''].map(
    (field) => `{"$imagepolicy": "shop:shop-web${field}"}`,
  );
  const text = markers.map((marker, index) => `k${index}: v${index} # ${marker}`).join('\n');
  expect(values(text)).toEqual(markers.map((marker, index) => [marker, `v${index}`]));
});

test('the same marker twice has two keys, also over several documents', () => {
  const text = `a: 1 # ${policy}\n---\nb: 2 # ${policy}\n---\nc: 3 # ${promoted}\n`;
  expect(values(text)).toEqual([
    [policy, '1'],
    [`${policy} 2`, '2'],
    [promoted, '3'],
  ]);
});

test("a marker is read as Flux's robot reads it", () => {
  const text = [
    'nospace: a #{"$imagepolicy":"shop:shop-web:tag"}',
    `hashes: b ## ${policy}`,
    `quoted: "c" # ${policy}`,
    `- item`,
  ];
  expect(values(text.slice(0, 3).join('\n')).map(([, value]) => value)).toEqual(['a', 'b', 'c']);
  expect(values(`list:\n- plain\n- d # ${policy}\n`)).toEqual([[policy, 'd']]);
  expect(values(`flow: {\n  a: b, # ${policy}\n  c: d\n}\n`)).toEqual([[policy, 'b']]);
  expect(values(`anchored: &x e # ${policy}\ntwo: lines\n  long # ${promoted}\n`)).toEqual([
    [policy, 'e'],
    [promoted, 'lines long'],
  ]);
});

test.each([
  ['a comment with more than the marker', `a: b # ${policy} really`],
  ['a marker above its line', `# ${policy}\na: b\n`],
  ['a marker behind a map', `a: # ${policy}\n  b: c\n`],
  ['a marker behind a list', `a: [b] # ${policy}\n`],
  ['a marker within a text', `a: 'b # ${policy}'\n`],
  ['a marker within a block of text', `a: |\n  b # ${policy}\n`],
  ['a marker without a value', 'a: b # {"$imagepolicy": ""}\n'],
  ['another key', 'a: b # {"$imagepolice": "x", "y": "$imagepolicy"}\n'],
  ['no value at all', `a: # ${policy}\n`],
])('%s holds nothing', (_case, text) => {
  expect(values(text)).toEqual([]);
});

test.each([
  ['a bracket that never closes', `a: [b\nc: d # ${policy}\n`],
  ['a quote that never closes', `a: "b\nc: d # ${policy}\n`],
  ['a tab as indentation', `a:\n\tb: c # ${policy}\n`],
  ['a key twice', `a: b # ${policy}\na: c\n`],
  ['merge conflict marks', `<<<<<<< HEAD\na: b # ${policy}\n=======\na: c\n>>>>>>> x\n`],
  ['one bad document of two', `a: b # ${policy}\n---\n}{\n`],
  ['nesting without end', `${'['.repeat(20_000)} # ${policy}`],
])('a file that is no sound YAML has no held fields: %s', (_case, text) => {
  expect(readHeldFields(text)).toEqual([]);
  expect(withHeldValues(text, new Map([[policy, 'new']]))).toBe(text);
});

test('only the value is rewritten, in the quotes that it had', () => {
  const text = `# top\r\na:   "b"   # ${policy}\r\n\r\nc: 'd' # ${promoted}\r\ne: f\r\n`;
  const changed = withHeldValues(
    text,
    new Map([
      [policy, 'x"y'],
      [promoted, "it's"],
      ['unknown', 'z'],
    ]),
  );
  expect(changed).toBe(`# top\r\na:   "x\\"y"   # ${policy}\r\n\r\nc: 'it''s' # ${promoted}\r\ne: f\r\n`);
});

test.each([
  '0123',
  '1e3',
  'yes',
  '2026-11-22',
  '',
  'a: b',
  'x #y',
  '1:30',
  '~',
  '0o17',
  '=',
  'two\nlines',
  '- x',
  '\u2028',
])('the plain value %j is quoted where it would be read as something else', (value) => {
  const changed = withHeldValues(`a: b # ${policy}\n`, new Map([[policy, value]]));
  expect(changed).toMatch(/^a: "[^\n]*" # [^\n]*\n$/);
  expect(values(changed)).toEqual([[policy, value]]);
});

const marker = fc.constantFrom(policy, promoted, '{"$imagepolicy": "shop:shop-api:name"}');
const scalar = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9.-]{0,12}$/),
  fc.string({ maxLength: 8 }).map((text) => JSON.stringify(text)),
  fc.stringMatching(/^[ -&(-~]{0,8}$/).map((text) => `'${text}'`),
);
const spaces = fc.constantFrom(' ', '  ', '\t');
const line = fc.oneof(
  fc.record({ kind: fc.constant('held' as const), scalar, marker, spaces }),
  fc.record({ kind: fc.constant('free' as const), scalar }),
  fc.constantFrom({ kind: 'comment' as const }, { kind: 'blank' as const }, { kind: 'document' as const }),
);

/** A file as people write them: any line ends, comments, blank lines and documents around the held fields. */
const file = fc
  .record({ lines: fc.array(line, { maxLength: 12 }), end: fc.constantFrom('\n', '\r\n') })
  .map(({ lines, end }) => {
    const texts = lines.map((one, index) => {
      switch (one.kind) {
        case 'held':
          return `key${index}: ${one.scalar}${one.spaces}# ${one.marker}`;
        case 'free':
          return `key${index}: ${one.scalar} # free`;
        case 'comment':
          return `# ${policy} stands here`;
        case 'blank':
          return '';
        case 'document':
          return '---';
      }
    });
    return texts.map((text) => text + end).join('');
  });

test('putting back what was read changes no byte', () => {
  fc.assert(
    fc.property(file, (text) => {
      const read = new Map(readHeldFields(text).map(({ key, value }) => [key, value]));
      expect(withHeldValues(text, read)).toBe(text);
    }),
  );
});

test('any values come back as they were put in, and every other byte stays', () => {
  fc.assert(
    fc.property(file, fc.infiniteStream(fc.string({ unit: 'grapheme', maxLength: 12 })), (text, stream) => {
      const before = readHeldFields(text);
      const wanted = new Map(before.map(({ key }) => [key, stream.next().value ?? '']));
      const changed = withHeldValues(text, wanted);
      const after = readHeldFields(changed);
      expect(new Map(after.map(({ key, value }) => [key, value]))).toEqual(wanted);
      expect(withoutHeld(changed, after)).toBe(withoutHeld(text, before));
    }),
  );
});

test('the generated arbitrary holds what it should', () => {
  const held = fc.sample(file, 50).map((text) => readHeldFields(text).length);
  expect(held.filter((count) => count > 0).length).toBeGreaterThan(10);
});

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    `# ${policy}`,
    'a: ',
    '- ',
    '"',
    "'",
    '[',
    '{',
    '}',
    '|',
    '>',
    '&a',
    '*a',
    '!!x',
    '\n',
    '\r\n',
    '  ',
    '\t',
    '---',
    ':',
    '?',
    '%',
    '\u0000',
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 14 }), (pieces) => {
      const text = `${pieces.join('')} # ${policy}`;
      const fields = readHeldFields(text);
      expect(fields.every(({ start, end }) => start < end && end <= text.length)).toBe(true);
      expect(withHeldValues(text, new Map(fields.map(({ key, value }) => [key, value])))).toBe(text);
    }),
    { numRuns: 1000 },
  );
});

function withoutHeld(text: string, fields: ReturnType<typeof readHeldFields>): string {
  return fields.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}
