import { dump } from 'js-yaml';

/**
 * Turns plain objects into a YAML stream, one document each.
 *
 * Strings that YAML 1.1 or 1.2 would read as something else are quoted, lines are never folded, lists are not
 * indented and nothing is aliased: the style that kyaml writes, so that Flux's robot changes no other line.
 *
 * @throws {Error} for values that YAML has no word for, such as functions
 */
export function toYaml(documents: readonly object[]): string {
  return documents.map(toDocument).join('---\n');
}

function toDocument(document: object): string {
  return dump(document, { lineWidth: -1, noRefs: true, seqNoIndent: true, quoteStyle: 'double' });
}
