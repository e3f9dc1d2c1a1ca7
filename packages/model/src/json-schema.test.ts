import { describe, expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { platformJsonSchema } from './json-schema.ts';
import { smallShop } from './small-shop.testing.ts';

const schema = platformJsonSchema();

/** The schema of a field of the input, `*` being any name. */
function at(place: string): JsonSchema {
  return place.split('.').reduce((here: JsonSchema, key) => {
    const next = key === '*' ? here.additionalProperties : here.properties?.[key];
    if (typeof next !== 'object') throw new Error(`the schema has no ${place}`);
    return next;
  }, schema);
}

/** Every object of the schema that lists its fields, with its place. */
function* objects(here: JsonSchema, place = 'platform'): Iterable<readonly [string, JsonSchema]> {
  if (here.properties) yield [place, here];
  for (const [name, property] of Object.entries(here.properties ?? {}))
    yield* objects(property, `${place}.${name}`);
  if (typeof here.additionalProperties === 'object') yield* objects(here.additionalProperties, `${place}.*`);
  for (const branch of [...(here.anyOf ?? []), ...(here.oneOf ?? [])]) yield* objects(branch, place);
}

/** Places of an input that the schema has no word for. */
function unknown(value: unknown, here: JsonSchema, place: string): readonly string[] {
  const anything = Object.keys(here).length === 0;
  if (anything || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const branches = here.anyOf ?? here.oneOf ?? [here];
  const ways = branches.map((branch) =>
    Object.entries(value).flatMap(([name, inner]) => {
      const next = branch.properties?.[name] ?? branch.additionalProperties;
      if (typeof next === 'object') return unknown(inner, next, `${place}.${name}`);
      return next === false || next === undefined ? [`${place}.${name}`] : [];
    }),
  );
  return ways.sort((a, b) => a.length - b.length)[0] ?? [];
}

describe('platformJsonSchema', () => {
  test('is plain JSON of draft 7', () => {
    expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  });

  test('requires what has no default, and nothing else', () => {
    expect(schema.required).toEqual(['name', 'aws', 'environments', 'clusters', 'tenants']);
    expect(at('clusters.*').required).toEqual(['environment', 'kubernetes', 'cidr']);
    expect(at('controllers.*').required).toEqual(['chart', 'version']);
    expect(at('tenants.*').required).toEqual(['repository']);
    expect(at('tenants.*.services.*').required).toEqual(['image']);
    expect(at('environments.*').required).toBeUndefined();
  });

  test('knows words, ranges, patterns and defaults', () => {
    expect(at('clusters.*.kubernetes')).toMatchObject({ enum: ['1.34', '1.35', '1.36'] });
    expect(at('tenants.*.services.*.replicas')).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 1,
    });
    expect(at('repositories.flux')).toMatchObject({ type: 'string', default: 'flux-repo' });
    expect(at('tenants').propertyNames?.pattern).toBeTypeOf('string');
  });

  test('takes no field that it does not list', () => {
    const open = [...objects(schema)].filter(([, object]) => object.additionalProperties !== false);
    expect(open.map(([place]) => place)).toEqual([]);
  });

  test('describes every field', () => {
    const silent = [...objects(schema)].flatMap(([place, { properties }]) =>
      Object.entries(properties ?? {}).flatMap(([name, { description }]) =>
        description ? [] : [`${place}.${name}`],
      ),
    );
    expect(silent).toEqual([]);
  });

  test('has a place for everything that the small shop says', () => {
    expect(unknown(JSON.parse(JSON.stringify(smallShop)), schema, 'shop')).toEqual([]);
    expect(unknown({ ...smallShop, extra: 1 }, schema, 'shop')).toEqual(['shop.extra']);
  });
});
