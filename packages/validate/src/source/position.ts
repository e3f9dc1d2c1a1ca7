import {
  isCollection,
  isDocument,
  isMap,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
  type Node,
} from 'yaml';
import type { FieldPath } from './field-path.ts';
import type { SourceDocument, SourceFile } from './source-file.ts';

interface Positions {
  readonly documents: readonly Document[];
  readonly lines: LineCounter;
}

/** Files are parsed a second time for their lines only when a finding needs one. */
const known = new WeakMap<SourceFile, Positions>();

/** Line, from 1, of a field of a document; of the last part of its path that exists. */
export function lineOf(document: SourceDocument, path: FieldPath): number {
  return locate(document, path).line;
}

/** How many steps of the path exist in the document. */
export function depthOf(document: SourceDocument, path: FieldPath): number {
  return locate(document, path).depth;
}

function locate(document: SourceDocument, path: FieldPath): { line: number; depth: number } {
  const { documents, lines } = positionsOf(document.file);
  const parsed = documents[document.index];
  let node: unknown = parsed?.contents;
  let offset = offsetOf(node);
  let depth = 0;
  for (const key of path) {
    if (!isCollection(node)) break;
    const step = isMap(node)
      ? node.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
      : undefined;
    const next: unknown = step === undefined ? node.get(key, true) : step.value;
    if (step === undefined && next === undefined) break;
    offset = (step === undefined ? offsetOf(next) : offsetOf(step.key)) ?? offset;
    node = next;
    depth += 1;
  }
  return { line: offset === undefined ? 1 : lines.linePos(offset).line, depth };
}

function positionsOf(file: SourceFile): Positions {
  const before = known.get(file);
  if (before !== undefined) return before;
  const lines = new LineCounter();
  const parsed = parseAllDocuments(file.text, { lineCounter: lines, logLevel: 'silent' });
  const documents = Array.isArray(parsed) ? parsed.filter((each) => isDocument(each)) : [];
  const positions = { documents, lines };
  known.set(file, positions);
  return positions;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
