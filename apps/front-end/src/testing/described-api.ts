import assert from 'node:assert/strict';
import * as z from 'zod';
import type { Seen } from './client.ts';

type JsonSchema = Parameters<typeof z.fromJSONSchema>[0];

interface Media {
  readonly schema: JsonSchema;
}

/** An answer as the document describes it. */
export interface DescribedAnswer {
  readonly content?: Readonly<Record<string, Media>>;
}

/** As much of the document as a test looks at. */
export interface DescribedApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly responses: Readonly<Record<string, DescribedAnswer>> }>>
    >
  >;
}

/** An operation of the document, whose answers can be held against it. */
export interface DescribedOperation {
  readonly method: string;
  readonly path: string;
  /** @throws AssertionError when status, type or body of an answer is not one that the document has */
  check(seen: Seen): void;
}

/** Every operation of the document. */
export function describedOperations({ paths }: DescribedApi): readonly DescribedOperation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses }]) => {
      const answers = new Map(
        Object.entries(responses).map(([status, answer]) => [Number(status), checkerOf(answer)]),
      );
      return {
        method: method.toUpperCase(),
        path,
        check: (seen: Seen) => {
          const checker = answers.get(seen.status);
          assert.ok(checker, `status ${seen.status} is not in the document: ${seen.text}`);
          checker(seen);
        },
      };
    }),
  );
}

function checkerOf({ content = {} }: DescribedAnswer): (seen: Seen) => void {
  const types = Object.entries(content).map(([type, { schema }]) => ({
    pattern: new RegExp(`^${type.replaceAll(/[.+]/gu, '\\$&').replace('*', '[^;]+')}(?:;|$)`, 'u'),
    json: type.endsWith('json') ? z.fromJSONSchema(schema) : undefined,
  }));
  return ({ headers, text, json }) => {
    const type = headers.get('content-type');
    if (types.length === 0) {
      assert.deepEqual([type, text], [null, ''], 'an answer without content');
      return;
    }
    const found = types.find(({ pattern }) => type !== null && pattern.test(type));
    assert.ok(found, `type ${type ?? 'none'} is not in the document`);
    const read = found.json?.safeParse(json);
    assert.equal(read?.error, undefined, `the body is not as the document says: ${text}`);
  };
}
