import type { Document } from 'yaml';
import { editDocument } from './edit-document.ts';
import { mergeNodes, type FieldEdit, type Place } from './field-merge.ts';
import { mergeLines, type Texts } from './merge-lines.ts';
import type { Conflict } from './merge-text.ts';
import { fingerprint, readYaml, type YamlDocuments } from './yaml-nodes.ts';

/**
 * `text`: the merged file. `conflicts`: fields with a new value on both sides. Neither: these texts can't be merged by
 * their fields.
 */
export interface FieldsResult {
  readonly text?: string;
  readonly conflicts: readonly Conflict[];
}

/**
 * Merges three versions of a YAML file by its fields, and writes the result in the repository's words: its comments,
 * its order, its layout.
 *
 * @returns none when one of the texts is no sound YAML, or their documents do not match
 */
export function mergeFields(texts: Texts): FieldsResult | undefined {
  const base = readYaml(texts.base);
  const repository = readYaml(texts.repository);
  const generator = readYaml(texts.generator);
  if (base === undefined || repository === undefined || generator === undefined) return undefined;
  const names = repository.map(documentName);
  const unnamed = new Set(names).size !== names.length;
  if (unnamed || !sameNames(names, base) || !sameNames(names, generator)) return undefined;
  const conflicts: Conflict[] = [];
  const edits = repository.map((document, index): readonly FieldEdit[] => {
    const prefix = names.length > 1 ? `${names[index] ?? ''}: ` : '';
    const merge = mergeNodes(
      {
        base: base[index]?.contents,
        repository: document.contents,
        generator: generator[index]?.contents,
      },
      (place) => prefix + fieldName(place),
    );
    conflicts.push(...merge.conflicts);
    return merge.edits;
  });
  if (conflicts.length > 0) return { conflicts };
  const text = rewritten(texts.repository, repository, edits);
  return text === undefined ? undefined : { text, conflicts };
}

/** Whether two texts are sound YAML with the same content. */
export function sameContent(left: string, right: string): boolean {
  const ours = readYaml(left);
  const theirs = readYaml(right);
  if (ours?.length !== theirs?.length || ours === undefined) return false;
  return ours.every(
    ({ contents }, index) => fingerprint(contents) === fingerprint(theirs?.[index]?.contents),
  );
}

// Written once without and once with the edits: the difference between the two is laid over the repository's own text.
function rewritten(
  text: string,
  documents: YamlDocuments,
  edits: readonly (readonly FieldEdit[])[],
): string | undefined {
  const layouts = [true, false].map((indentSeq) => ({ indentSeq, text: written(documents, indentSeq) }));
  const layout = layouts.find((candidate) => candidate.text === text) ?? closest(layouts, text);
  for (const [index, document] of documents.entries()) editDocument(document, edits[index] ?? []);
  const edited = written(documents, layout.indentSeq);
  const merged = mergeLines({ base: layout.text, repository: text, generator: edited });
  return 'text' in merged && sameContent(merged.text, edited) ? merged.text : undefined;
}

function written(documents: YamlDocuments, indentSeq: boolean): string {
  const text = (document: Document.Parsed): string =>
    document.toString({ indentSeq, lineWidth: 0, flowCollectionPadding: true });
  return documents
    .map(text)
    .join(documents.length > 1 ? '---\n' : '')
    .replaceAll('---\n---\n', '---\n');
}

function closest<T extends { readonly text: string }>(layouts: readonly T[], text: string): T {
  const lines = new Set(text.split('\n'));
  const strange = (layout: T): number => layout.text.split('\n').filter((line) => !lines.has(line)).length;
  return layouts.reduce((best, layout) => (strange(layout) < strange(best) ? layout : best));
}

function sameNames(names: readonly string[], documents: YamlDocuments): boolean {
  return (
    names.length === documents.length &&
    documents.every((document, index) => documentName(document) === names[index])
  );
}

// Kubernetes' identity of an object; documents of other kinds are told apart by their place only.
function documentName(document: Document.Parsed, index: number | readonly unknown[] = 0): string {
  const text = (path: readonly string[]): string => {
    const value: unknown = document.getIn(path);
    return typeof value === 'string' ? value : '';
  };
  const named = [text(['kind']), text(['metadata', 'namespace']), text(['metadata', 'name'])].filter(
    (part) => part !== '',
  );
  return named.length > 0 ? named.join('/') : `document ${Number(index) + 1}`;
}

function fieldName(place: readonly Place[]): string {
  if (place.length === 0) return 'the whole document';
  return place
    .map((step, index) => {
      if ('item' in step) return `[${step.item}]`;
      if (!/^[\w-]+$/.test(step.key)) return `["${step.key}"]`;
      return index === 0 ? step.key : `.${step.key}`;
    })
    .join('');
}
