import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseAllDocuments,
  visit,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';

/** Documents of a YAML file that can be merged by their fields. */
export type YamlDocuments = readonly Document.Parsed[];

/** Reads YAML for a merge by fields; none when it is unsound, or shares nodes by anchors: a field is then in two places. */
export function readYaml(text: string): YamlDocuments | undefined {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return undefined;
  for (const document of documents) {
    if (document.errors.length > 0) return undefined;
    let shared = false;
    visit(document, (_key, node) => {
      if (
        isAlias(node) ||
        (typeof node === 'object' && node !== null && 'anchor' in node && node.anchor !== undefined)
      ) {
        shared = true;
        return visit.BREAK;
      }
      return undefined;
    });
    if (shared) return undefined;
  }
  return documents;
}

const fingerprints = new WeakMap<object, string>();

/**
 * What a node says, without how it is written: equal for equal content, whatever the order of keys, the quotes and the
 * comments. A marker of a held field is content. A plain `1.10` is not `1.1`: as a tag it is another one.
 */
export function fingerprint(node: unknown): string {
  if (node === undefined) return 'nothing';
  if (typeof node !== 'object' || node === null) return 'null';
  const known = fingerprints.get(node);
  if (known !== undefined) return known;
  const made = isMap(node)
    ? `{${node.items
        .map(({ key, value }) => `${fingerprint(key)}:${fingerprint(value)}`)
        .sort()
        .join()}}`
    : isSeq(node)
      ? `[${node.items.map(fingerprint).join()}]`
      : isScalar(node)
        ? scalarFingerprint(node)
        : 'unknown';
  fingerprints.set(node, made);
  return made;
}

/** Marker in a scalar's comment; none for any other comment. */
export function markerOf(node: unknown): string | undefined {
  const comment = isScalar(node) ? node.comment : undefined;
  return typeof comment === 'string' && /"\$(imagepolicy|tideway)"/.test(comment)
    ? comment.trim()
    : undefined;
}

/** Key of a pair, or name of an item, as text. */
export function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
}

/** How a node reads in a report: the scalar itself, or the beginning of what it holds. */
export function shown(node: unknown): string | undefined {
  if (node === undefined || node === null) return undefined;
  const text = textOf(node) ?? JSON.stringify((node as Node).toJSON?.() ?? node);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function scalarFingerprint(node: Scalar): string {
  const marker = markerOf(node);
  const value =
    typeof node.value === 'string' ? JSON.stringify(node.value) : (node.source ?? String(node.value));
  return marker === undefined ? value : `${value}#${marker}`;
}
