import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JsonSchema } from './json-schema.ts';
import { platformJsonSchema } from './json-schema.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/reference/model.md'), 'utf8');

function* fieldNames(schema: JsonSchema): Iterable<string> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    yield name;
    yield* fieldNames(property);
  }
  if (typeof schema.additionalProperties === 'object') yield* fieldNames(schema.additionalProperties);
  for (const branch of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* fieldNames(branch);
}

test('the reference has a word on every field', () => {
  const code = [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, text = '']) => text.match(/\w+/g) ?? []);
  // What built(…), pinned(…) and fromSecret(…) return is not written by hand.
  const written = new Set(
    [...fieldNames(platformJsonSchema())].filter(
      (name) => !['kind', 'reference', 'secret', 'key'].includes(name),
    ),
  );
  expect([...written].filter((name) => !code.includes(name))).toEqual([]);
  expect(written.size).toBeGreaterThan(80);
});
