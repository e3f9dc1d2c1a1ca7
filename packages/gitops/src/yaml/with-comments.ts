import { EVENT_ID, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** A comment and the scalar that it goes behind. */
export interface ScalarComment {
  /** Keys and list positions from the top of the document to the scalar. */
  readonly path: readonly (string | number)[];
  /** Without `#`. */
  readonly comment: string;
}

/**
 * Puts comments behind scalars of a YAML document; every other character stays as it is.
 *
 * @throws {Error} when a path leads to no scalar
 */
export function withComments(text: string, comments: readonly ScalarComment[]): string {
  if (comments.length === 0) return text;
  const ends = scalarEnds(text);
  let result = '';
  let position = 0;
  for (const { path, comment } of comments) {
    const end = ends.get(placeOf(path));
    if (end === undefined || end < position)
      throw new Error(`no scalar at ${path.join('.')} for the comment ${comment}`);
    result += `${text.slice(position, end)} # ${comment}`;
    position = end;
  }
  return result + text.slice(position);
}

function placeOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path);
}

/** A collection that the walk is in. */
interface Frame {
  readonly kind: 'document' | 'map' | 'list';
  /** Number of the next item of a list. */
  items: number;
  /** Key whose value comes next in a map. */
  key?: string;
}

// From the parser's events: they know where everything stands in the text.
function scalarEnds(text: string): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  const frames: Frame[] = [];
  for (const event of parseEvents(text, {})) {
    const frame = frames.at(-1);
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        frames.push({ kind: 'document', items: 0 });
        break;
      case EVENT_ID.MAPPING:
        frames.push({ kind: 'map', items: 0 });
        break;
      case EVENT_ID.SEQUENCE:
        frames.push({ kind: 'list', items: 0 });
        break;
      case EVENT_ID.SCALAR:
        if (frame?.kind === 'map' && frame.key === undefined) {
          frame.key = getScalarValue(text, event);
          break;
        }
        ends.set(placeOf(frames.flatMap(stepOf)), endOf(event));
        finish(frame);
        break;
      case EVENT_ID.POP:
        frames.pop();
        finish(frames.at(-1));
        break;
      case EVENT_ID.ALIAS:
        finish(frame);
    }
  }
  return ends;
}

function stepOf({ kind, items, key }: Frame): readonly (string | number)[] {
  if (kind === 'list') return [items];
  return kind === 'map' && key !== undefined ? [key] : [];
}

function finish(frame: Frame | undefined): void {
  if (frame === undefined) return;
  frame.items += 1;
  delete frame.key;
}

// The range of a quoted scalar is what stands between the quotes.
function endOf({ style, valueEnd }: ScalarEvent): number {
  const quoted = style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
  return quoted ? valueEnd + 1 : valueEnd;
}
