import { readHeldFields, type HeldField } from '@tideway/gitops/held-fields';
import { readText } from './text.ts';

/** A text with its held fields. */
export interface HeldText {
  readonly text: string;
  readonly fields: readonly HeldField[];
}

/** Sources of held scalars by the key of their field, quotes included: what is written must be what was read. */
export type HeldSources = ReadonlyMap<string, string>;

/** No held values. */
export const noSources: HeldSources = new Map();

/** A text with its held fields; most texts have none. */
export function heldText(text: string): HeldText {
  return { text, fields: readHeldFields(text) };
}

/** A file with its held fields; one that is no text has none. */
export function heldTextOf(bytes: Uint8Array | undefined): HeldText {
  const text = bytes === undefined ? undefined : readText(bytes)?.text;
  return text === undefined ? { text: '', fields: [] } : heldText(text);
}

/** What stands in the held fields of a text. */
export function sourcesOf(held: HeldText): HeldSources {
  return new Map(held.fields.map((field) => [field.key, sourceOf(held, field)]));
}

/** What stands in one held field of a text. */
export function sourceOf({ text }: HeldText, { start, end }: HeldField): string {
  return text.slice(start, end);
}

/** A text in which other sources stand in the held fields; every other byte stays. */
export function withSources({ text, fields }: HeldText, sources: HeldSources): string {
  let result = '';
  let position = 0;
  for (const { key, start, end } of fields) {
    const source = sources.get(key);
    if (source === undefined) continue;
    result += text.slice(position, start) + source;
    position = end;
  }
  return result + text.slice(position);
}
