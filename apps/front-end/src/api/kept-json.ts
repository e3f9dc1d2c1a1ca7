import type { Context } from 'hono';

const texts = new WeakMap<object, string>();

/** Answers with a value that serves many, such as a list of the catalogue: its JSON is written once. */
export function keptJson(c: Context, value: object): Response {
  let text = texts.get(value);
  if (text === undefined) {
    text = JSON.stringify(value);
    texts.set(value, text);
  }
  return c.body(text, 200, { 'content-type': 'application/json' });
}
