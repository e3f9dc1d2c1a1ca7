import { isMap, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Conflict } from './merge-text.ts';
import { fingerprint, markerOf, shown, textOf } from './yaml-nodes.ts';

/** A step into a document: a key of a map, or an item of a list by its name. */
export type Place = { readonly key: string } | { readonly item: string };

/** Something to do to the repository's document so that the generator's change is in it. */
export interface FieldEdit {
  readonly place: readonly Place[];
  /** What to put there. @default it is removed */
  readonly node?: unknown;
  /** What the generator had there before. @default nothing */
  readonly before?: unknown;
  /** Neighbours of a new entry in the generator's version: the entries that stand before it, nearest first. */
  readonly after?: readonly string[];
}

/** What a merge by fields comes to. */
export interface FieldMerge {
  readonly edits: readonly FieldEdit[];
  readonly conflicts: readonly Conflict[];
}

/** Three versions of one node; one that is missing is `undefined`. */
export interface Versions {
  readonly base: unknown;
  readonly repository: unknown;
  readonly generator: unknown;
}

// Lists of scalars in which the order says nothing; in any other, such as a command, it may say everything.
const sets: ReadonlySet<string> = new Set([
  'bases',
  'components',
  'configurations',
  'crds',
  'finalizers',
  'generators',
  'resources',
  'transformers',
  'validators',
]);

/** Merges three versions of a document: maps by key, lists by name, lists of resources as sets. */
export function mergeNodes(versions: Versions, name: (place: readonly Place[]) => string): FieldMerge {
  const edits: FieldEdit[] = [];
  const conflicts: Conflict[] = [];
  const merge = (
    place: readonly Place[],
    { base, repository, generator }: Versions,
    after?: readonly string[],
  ): void => {
    const [before, theirs, ours] = [fingerprint(base), fingerprint(repository), fingerprint(generator)];
    if (theirs === ours || before === ours) return;
    // Who removed something and who removed only a part of it agree.
    if (repository === undefined && isPartOf(generator, base)) return;
    if (generator === undefined && isPartOf(repository, base)) {
      edits.push({ place, before: base });
      return;
    }
    const children = childrenOf(place, { base, repository, generator });
    // No more is replaced than has to be: the comments around it are the repository's.
    if (before === theirs && children === undefined) {
      edits.push({
        place,
        before: base,
        ...(generator !== undefined && { node: generator }),
        ...(after && { after }),
      });
      return;
    }
    if (children === undefined) {
      conflicts.push({
        kind: 'field',
        field: name(place),
        ...valuesOf(repository, generator),
      });
      return;
    }
    const order = [...children.generator.keys()];
    const names = new Set([...order, ...children.base.keys()]);
    for (const child of names) {
      const at = order.indexOf(child);
      merge(
        [...place, children.step(child)],
        {
          base: children.base.get(child),
          repository: children.repository.get(child),
          generator: children.generator.get(child),
        },
        at === -1 ? undefined : order.slice(0, at).reverse(),
      );
    }
  };
  merge([], versions);
  return { edits, conflicts };
}

// Where the values are the same, their markers are not.
function valuesOf(repository: unknown, generator: unknown): Pick<Conflict, 'repository' | 'generator'> {
  const [theirs, ours] = [shown(repository), shown(generator)];
  if (theirs !== ours || theirs === undefined) return { repository: theirs, generator: ours };
  return { repository: withMarker(theirs, repository), generator: withMarker(theirs, generator) };
}

function withMarker(value: string, node: unknown): string {
  const marker = markerOf(node);
  return marker === undefined ? `${value}, without a marker` : `${value} # ${marker}`;
}

// Whether nothing was added to a node or changed in it: it is the whole, or has lost something.
function isPartOf(part: unknown, whole: unknown): boolean {
  if (fingerprint(part) === fingerprint(whole)) return true;
  if (part === undefined || !(isMap(part) || isSeq(part))) return false;
  const children = childrenOf([], { base: whole, repository: part, generator: part });
  if (children === undefined) return false;
  return [...children.repository].every(([name, child]) => isPartOf(child, children.base.get(name)));
}

interface Children {
  readonly base: ReadonlyMap<string, unknown>;
  readonly repository: ReadonlyMap<string, unknown>;
  readonly generator: ReadonlyMap<string, unknown>;
  readonly step: (name: string) => Place;
}

// What stays stands in another order: edits of single items would not bring that about.
function isReordered(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): boolean {
  const order = (items: ReadonlyMap<string, unknown>, others: ReadonlyMap<string, unknown>): string =>
    JSON.stringify([...items.keys()].filter((name) => others.has(name)));
  return order(before, after) !== order(after, before);
}

const nothing: ReadonlyMap<string, unknown> = new Map();

function childrenOf(
  place: readonly Place[],
  { base, repository, generator }: Versions,
): Children | undefined {
  if (isMap(repository) && isMap(generator)) {
    const all = [isMap(base) ? pairsOf(base) : nothing, pairsOf(repository), pairsOf(generator)];
    const [before, theirs, ours] = all;
    if (before === undefined || theirs === undefined || ours === undefined) return undefined;
    return { base: before, repository: theirs, generator: ours, step: (key) => ({ key }) };
  }
  if (isSeq(repository) && isSeq(generator)) {
    const last = place.at(-1);
    const asSet = last !== undefined && 'key' in last && sets.has(last.key);
    const before = isSeq(base) ? itemsOf(base, asSet) : nothing;
    const theirs = itemsOf(repository, asSet);
    const ours = itemsOf(generator, asSet);
    if (before === undefined || theirs === undefined || ours === undefined) return undefined;
    if (!asSet && isReordered(before, ours)) return undefined;
    return { base: before, repository: theirs, generator: ours, step: (item) => ({ item }) };
  }
  return undefined;
}

/** Values of a map by their key; none when a key is no plain text. */
export function pairsOf(map: YAMLMap): Map<string, unknown> | undefined {
  const pairs = new Map<string, unknown>();
  for (const { key, value } of map.items) {
    const text = textOf(key);
    if (text === undefined || pairs.has(text)) return undefined;
    pairs.set(text, value ?? null);
  }
  return pairs;
}

/** Items of a list by their name; none when they have no names that tell them apart. */
export function itemsOf(list: YAMLSeq, asSet: boolean): Map<string, unknown> | undefined {
  const items = new Map<string, unknown>();
  for (const item of list.items) {
    const name = isMap(item)
      ? textOf(item.get('name', true))
      : asSet && isScalar(item)
        ? textOf(item)
        : undefined;
    if (name === undefined || items.has(name)) return undefined;
    items.set(name, item);
  }
  return items;
}
