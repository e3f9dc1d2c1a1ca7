import { isScalar, parseDocument } from 'yaml';

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
  const document = parseDocument(text, { version: '1.1' });
  let result = '';
  let position = 0;
  for (const { path, comment } of comments) {
    const node = document.getIn(path, true);
    const end = isScalar(node) ? node.range?.[1] : undefined;
    if (end === undefined || end < position)
      throw new Error(`no scalar at ${path.join('.')} for the comment ${comment}`);
    result += `${text.slice(position, end)} # ${comment}`;
    position = end;
  }
  return result + text.slice(position);
}
