import * as z from 'zod';

/** Names a value in a message without drowning the reader in it. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return JSON.stringify(value.length > 80 ? `${value.slice(0, 79)}…` : value);
    case 'number':
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'function':
    case 'symbol':
      return `a ${typeof value}`;
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? 'a list' : 'an object';
  }
}

/** Message of a zod check: what was expected, and what was there. */
export function expected(what: string): (issue: { readonly input?: unknown }) => string {
  return (issue) => `expected ${what}, got ${show(issue.input)}`;
}

/** Text that matches a pattern; `what` completes "expected …". */
export function textLike(pattern: RegExp, what: string): z.ZodString {
  const error = expected(what);
  return z.string({ error }).regex(pattern, { error });
}

/** Text of at least one character. */
export function someText(what: string): z.ZodString {
  const error = expected(what);
  return z.string({ error }).min(1, { error });
}

/** A whole number from `min` to `max`. */
export function wholeNumber(min: number, max: number): z.ZodInt {
  const error = (issue: { readonly input?: unknown }): string =>
    expected(Number.isInteger(issue.input) ? `${min}..${max}` : `a whole number, ${min}..${max}`)(issue);
  return z.int({ error }).min(min, { error }).max(max, { error });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(
  words: Words,
  because = '',
): z.ZodEnum<{ [Word in Words[number]]: Word }> {
  const last = words.at(-1) ?? '';
  const list = words.length === 1 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
  return z.enum(words, { error: expected(`${list}${because}`) });
}

/** `true` or `false`. */
export function trueOrFalse(): z.ZodBoolean {
  return z.boolean({ error: expected('true or false') });
}

/** An object with these fields and no others. */
export function fields<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown field; known here: ${known}`
        : expected('an object')(issue),
  });
}

/** An object whose keys are names of one kind and whose values are alike. */
export function byName<Name extends z.ZodString, Value extends z.core.$ZodType>(
  name: Name,
  value: Value,
): z.ZodRecord<Name, Value> {
  return z.record(name, value, { error: expected('an object, by name') });
}

/** A list of values that are alike. */
export function list<Value extends z.core.$ZodType>(value: Value): z.ZodArray<Value> {
  return z.array(value, { error: expected('a list') });
}
