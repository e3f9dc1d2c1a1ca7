import fc from 'fast-check';
import { CORE_SCHEMA, load, YAML11_SCHEMA } from 'js-yaml';
import { expect, test } from 'vitest';
import { renderOne } from '../kustomize.test.data.ts';
import { ofKind, type ConfigMap } from '../shop.test.data.ts';
import { toYaml } from './to-yaml.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[-+.0-9_:eExXoObaTZ]{1,12}$/),
  fc.constantFrom(
    'yes',
    'No',
    'ON',
    'off',
    'y',
    'N',
    'true',
    'Null',
    '~',
    '',
    '=',
    '<<',
    '.inf',
    '-.INF',
    '.NaN',
  ),
);

test('every text stays that text for readers of YAML 1.1 and of YAML 1.2', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z/.]{1,8}$/), text), (object) => {
      const yaml = toYaml([object]);
      expect(load(yaml, { schema: YAML11_SCHEMA })).toEqual(object);
      expect(load(yaml, { schema: CORE_SCHEMA })).toEqual(object);
    }),
    { numRuns: 500 },
  );
});

test('every text stays that text for the real kustomize', async () => {
  // Kubernetes objects hold no control characters; kustomize itself writes some of them wrongly.
  const texts = fc.sample(text, 400).filter((one) => !/\p{C}/u.test(one));
  const data = Object.fromEntries(texts.map((one, index) => [`key${index}`, one]));
  expect((await renderConfigMap({ data }))?.data).toEqual(data);
});

test('the real kustomize takes none of the known traps for anything but text', async () => {
  const traps = {
    yes: 'yes',
    on: 'on',
    n: 'n',
    date: '2026-11-22',
    time: '2026-11-22T10:00:00Z',
    underscore: '1_000',
    sexagesimal: '1:30',
    octal: '0123',
    octal12: '0o17',
    hex: '0x1f',
    exponent: '1e3',
    nothing: 'null',
    tilde: '~',
    empty: '',
    equals: '=',
    merge: '<<',
    infinity: '.inf',
    quote: '"',
    apostrophe: "it's",
    comment: 'a #b',
    colon: 'a: b',
    long: 'word '.repeat(60).trim(),
    lines: 'first\nsecond\n',
  };
  const rendered = await renderConfigMap({ metadata: { name: 'traps', annotations: traps }, data: traps });
  expect(rendered?.metadata.annotations).toEqual(traps);
  expect(rendered?.data).toEqual(traps);
});

test('lists are not indented, nothing is folded or aliased, and keys keep their order', () => {
  const shared = { b: 1, a: [2] };
  const long = 'word '.repeat(60).trim();
  expect(toYaml([{ list: [shared, shared], long, none: [], nothing: {} }, { second: true }])).toBe(
    `list:\n- b: 1\n  a:\n  - 2\n- b: 1\n  a:\n  - 2\nlong: ${long}\nnone: []\nnothing: {}\n---\nsecond: true\n`,
  );
});

test('what YAML has no word for is refused', () => {
  expect(() => toYaml([{ a: () => 1 }])).toThrow();
  expect(() => toYaml([{ a: [Symbol('x')] }])).toThrow();
});

async function renderConfigMap(fields: object): Promise<ConfigMap | undefined> {
  const files = {
    'kustomization.yaml': toYaml([{ resources: ['config-map.yaml'] }]),
    'config-map.yaml': toYaml([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...fields }]),
  };
  const encoder = new TextEncoder();
  const tree = new Map(Object.entries(files).map(([path, file]) => [path, { bytes: encoder.encode(file) }]));
  return ofKind(await renderOne(tree, '.'), 'ConfigMap')[0];
}
