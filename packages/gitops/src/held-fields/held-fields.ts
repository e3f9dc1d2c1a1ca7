import { Composer, isScalar, Parser, visit, type CST } from 'yaml';
import { markerIn, markerTokens } from './marker.ts';
import { scalarSource } from './scalar-source.ts';

/** A scalar that belongs to the repository after its first delivery, because a marker comment follows it. */
export interface HeldField {
  /** The marker, with the number of its occurrence from the second on: unique in its file. */
  readonly key: string;
  /** The marker's content in canonical form, such as `{"$imagepolicy": "shop:shop-ui:tag"}`. */
  readonly marker: string;
  /** The value as text, without quotes. */
  readonly value: string;
  /** Offset of the scalar's first character, quote included, in UTF-16 code units. */
  readonly start: number;
  /** Offset behind the scalar's last character. */
  readonly end: number;
  /** Line of the scalar, from 1. */
  readonly line: number;
}

type FlowScalar = CST.FlowScalar;

/**
 * The held fields of a YAML file, in their order.
 *
 * Works on what people and Flux's robot write: quoted scalars, CRLF, several documents. Never throws; a file
 * that is no sound YAML has no held fields, because its lines can't be told apart safely.
 */
export function readHeldFields(text: string): readonly HeldField[] {
  if (!markerTokens.some((token) => text.includes(token))) return [];
  const fields: HeldField[] = [];
  const seen = new Map<string, number>();
  for (const scalar of scalarsOf(text)) {
    const end = scalar.offset + scalar.source.length;
    const marker = markerBehind(text, end);
    if (marker === undefined) continue;
    const occurrence = (seen.get(marker) ?? 0) + 1;
    seen.set(marker, occurrence);
    fields.push({
      key: occurrence === 1 ? marker : `${marker} ${occurrence}`,
      marker,
      value: scalar.value,
      start: scalar.offset,
      end,
      line: lineAt(text, scalar.offset),
    });
  }
  return fields;
}

/**
 * Puts values into held fields.
 *
 * @param values values by {@link HeldField.key}; keys that the file does not have are ignored
 * @returns the text with only those scalars rewritten whose value differs, quotes kept; every other byte stays
 */
export function withHeldValues(text: string, values: ReadonlyMap<string, string>): string {
  let result = '';
  let position = 0;
  for (const field of readHeldFields(text)) {
    const value = values.get(field.key);
    if (value === undefined || value === field.value) continue;
    result += text.slice(position, field.start) + scalarSource(value, text.slice(field.start, field.end));
    position = field.end;
  }
  return result + text.slice(position);
}

interface SourceScalar {
  readonly offset: number;
  readonly source: string;
  readonly value: string;
}

function scalarsOf(text: string): readonly SourceScalar[] {
  const scalars: SourceScalar[] = [];
  try {
    // The failsafe schema leaves every scalar the text that it is.
    const composer = new Composer({ keepSourceTokens: true, schema: 'failsafe', version: '1.1' });
    for (const document of composer.compose(new Parser().parse(text))) {
      if (document.errors.length > 0) return [];
      visit(document, {
        Scalar(key, node) {
          const token = node.srcToken;
          if (key === 'key' || !isFlowScalar(token) || !isScalar<string>(node) || token.source === '') return;
          scalars.push({ offset: token.offset, source: token.source, value: node.value });
        },
      });
    }
  } catch (error) {
    // Nesting deeper than the stack; nothing of such a file can be read safely.
    if (error instanceof RangeError) return [];
    throw error;
  }
  return scalars;
}

function isFlowScalar(token: CST.Token | undefined): token is FlowScalar {
  return (
    token?.type === 'scalar' ||
    token?.type === 'single-quoted-scalar' ||
    token?.type === 'double-quoted-scalar'
  );
}

function markerBehind(text: string, end: number): string | undefined {
  // Behind a scalar, within its line, a `#` after a space can only be a comment; in a flow collection, after the comma.
  const trailing = /[ \t]*(?:,[ \t]*)?(?<=[ \t])#([^\r\n]*)/y;
  trailing.lastIndex = end;
  const comment = trailing.exec(text)?.[1];
  return comment === undefined ? undefined : markerIn(comment);
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
