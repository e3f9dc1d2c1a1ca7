import type { ObjectLiteralExpression } from 'typescript';
import { nameOf } from './find-object.ts';
import type { OpenModel } from './open-model.ts';
import { ts } from './typescript.ts';

/** A property that is added to an object of the model. */
export interface Entry {
  readonly name: string;
  /** Its value as source text, indented by two spaces a level; the name of a variable of the same name is shortened. */
  readonly value: string;
  /**
   * Name of the property that it is put in front of.
   * @default none: it becomes the last one
   */
  readonly before?: string | undefined;
}

/** Adds a property to an object and leaves everything around it as it stands, comments included. */
export function addEntry(model: OpenModel, object: ObjectLiteralExpression, entry: Entry): void {
  const source = object.getSourceFile();
  model.write(source.fileName, withEntry(source.text, object, entry));
}

function withEntry(text: string, object: ObjectLiteralExpression, entry: Entry): string {
  const { properties } = object;
  const layout = layoutOf(text, object);
  const line = layout.lay(entry.value === entry.name ? entry.name : `${asKey(entry.name)}: ${entry.value}`);
  const next = properties.find((property) => entry.before !== undefined && nameOf(property) === entry.before);
  if (next !== undefined) {
    // What is said above a property belongs to it.
    const comments = ts.getLeadingCommentRanges(text, next.getFullStart()) ?? [];
    const at = comments[0]?.pos ?? next.getStart();
    return `${text.slice(0, at)}${line},${layout.separator}${text.slice(at)}`;
  }
  const last = properties.at(-1);
  if (last === undefined) {
    const at = object.getStart() + 1;
    const rest = text.slice(object.getEnd() - 1);
    return `${text.slice(0, at)}${layout.separator}${line},${layout.closing}${rest}`;
  }
  const comma = properties.hasTrailingComma ? properties.end : last.getEnd();
  const at = ts.getTrailingCommentRanges(text, comma)?.at(-1)?.end ?? comma;
  const between = `${properties.hasTrailingComma ? '' : ','}${text.slice(comma, at)}`;
  const end = properties.hasTrailingComma ? ',' : '';
  return `${text.slice(0, comma)}${between}${layout.separator}${line}${end}${text.slice(at)}`;
}

interface Layout {
  /** What stands between two properties, after the comma. */
  readonly separator: string;
  /** What stands between the last comma of an object that was empty and its brace. */
  readonly closing: string;
  /** Indents the lines of a property as its neighbours are. */
  lay(property: string): string;
}

/** How an object is laid out: one line or several, spaces or tabs, and which line ends. */
function layoutOf(text: string, object: ObjectLiteralExpression): Layout {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const outer = indentAt(text, object.getEnd() - 1);
  const first = object.properties[0];
  const oneLine = first !== undefined && !text.slice(object.getStart(), first.getStart()).includes('\n');
  const inner = first === undefined || oneLine ? undefined : indentAt(text, first.getStart());
  const unit = inner?.startsWith(outer) === true && inner !== outer ? inner.slice(outer.length) : '  ';
  const indent = oneLine ? outer : (inner ?? outer + unit);
  return {
    separator: oneLine ? ' ' : newline + indent,
    closing: newline + outer,
    lay: (property) =>
      property
        .split('\n')
        .map((line, index) => {
          const bare = line.trimStart();
          const depth = (line.length - bare.length) / 2;
          return index === 0 ? line : indent + unit.repeat(depth) + bare;
        })
        .join(newline),
  };
}

/** White space at the start of the line that a position is in. */
function indentAt(text: string, position: number): string {
  const start = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, position))?.[0] ?? '';
}

/** A name as the key of an object: in quotes where it needs them. */
export function asKey(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : asText(name);
}

/** Text as a literal in single quotes. */
export function asText(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
