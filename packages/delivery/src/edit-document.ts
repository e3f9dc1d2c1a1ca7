import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  Pair,
  Scalar,
  type Document,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { FieldEdit, Place } from './field-merge.ts';
import { markerOf, textOf } from './yaml-nodes.ts';

/** Makes edits in a document, and leaves the rest of it as it is: comments, quotes, order. */
export function editDocument(document: Document.Parsed, edits: readonly FieldEdit[]): void {
  for (const edit of edits) {
    if (edit.place.length === 0) document.contents = copied(edit.node) as Document.Parsed['contents'];
    else editWithin(document.contents, edit.place, edit);
  }
}

function editWithin(node: unknown, place: readonly Place[], edit: FieldEdit): void {
  const [step, ...rest] = place;
  if (step === undefined) return;
  if ('key' in step && isMap(node)) editMap(node, step.key, rest, edit);
  else if ('item' in step && isSeq(node)) editList(node, step.item, rest, edit);
}

function editMap(map: YAMLMap, key: string, rest: readonly Place[], edit: FieldEdit): void {
  const index = map.items.findIndex((pair) => textOf(pair.key) === key);
  const pair = map.items[index];
  if (rest.length > 0) editWithin(pair?.value, rest, edit);
  else if (!('node' in edit)) map.items.splice(index, index === -1 ? 0 : 1);
  else if (pair !== undefined) pair.value = replaced(pair.value, edit);
  else {
    const at = positionAfter(
      edit,
      map.items.map((item) => textOf(item.key)),
    );
    map.items.splice(at, 0, new Pair(new Scalar(key), copied(edit.node)));
  }
}

function editList(list: YAMLSeq, name: string, rest: readonly Place[], edit: FieldEdit): void {
  const names = list.items.map(nameOfItem);
  const index = names.indexOf(name);
  if (rest.length > 0) editWithin(list.items[index], rest, edit);
  else if (!('node' in edit)) list.items.splice(index, index === -1 ? 0 : 1);
  else if (index !== -1) list.items[index] = replaced(list.items[index], edit);
  else list.items.splice(positionAfter(edit, names), 0, copied(edit.node));
}

function nameOfItem(item: unknown): string | undefined {
  return isMap(item) ? textOf(item.get('name', true)) : textOf(item);
}

// Behind the nearest of the entries that it follows in the generator's version; at the end when these are gone.
function positionAfter(edit: FieldEdit, names: readonly (string | undefined)[]): number {
  if (edit.after?.length === 0) return 0;
  for (const neighbour of edit.after ?? []) {
    const index = names.indexOf(neighbour);
    if (index !== -1) return index + 1;
  }
  return names.length;
}

// A scalar keeps the comment that people gave it; a marker is the generator's.
function replaced(theirs: unknown, { node, before }: FieldEdit): unknown {
  const copy = copied(node);
  if (isScalar(theirs) && isScalar(copy) && markerOf(before) === markerOf(copy)) {
    if (typeof theirs.comment === 'string') copy.comment = theirs.comment;
    if (typeof theirs.commentBefore === 'string') copy.commentBefore = theirs.commentBefore;
  }
  return copy;
}

function copied(node: unknown): unknown {
  return isNode(node) ? node.clone() : node;
}
