import type { HeldField } from '@tideway/gitops/held-fields';
import { remarked } from './field-places.ts';
import { isFile } from './git-tree.ts';
import { heldTextOf, noSources, sourceOf, type HeldSources, type HeldText } from './held-values.ts';
import type { Candidate } from './tree-walk.ts';

/** Held fields of one path. */
interface HeldBefore {
  readonly path: string;
  readonly repository: HeldText;
  readonly generated: HeldText;
  /** Fields that got another marker: key of the new one to the former one. */
  readonly remarked: ReadonlyMap<string, HeldField>;
}

/** A held field that leaves its file. */
interface Leaving {
  readonly path: string;
  readonly field: HeldField;
  readonly source: string;
}

/** Where held values go when their field moves to another file, or gets another marker. */
export interface MovedValues {
  /** Values that each path takes over. */
  readonly byPath: ReadonlyMap<string, HeldSources>;
  /** Which file's values go to which other file. */
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** Paths whose value could come from several files that disagree: which ones, in words. */
  readonly ambiguous: ReadonlyMap<string, string>;
  /** Held fields that the repository has and the generator holds nowhere any more, in files that it still gives. */
  readonly dropped: readonly { readonly path: string; readonly marker: string; readonly value: string }[];
}

/** Finds held fields that leave one file and turn up in another, so that their values move along. */
export function movedValues(
  candidates: readonly Candidate[],
  content: (id: string) => Uint8Array,
): MovedValues {
  const files = candidates.flatMap((candidate) => heldBefore(candidate, content));
  const leaving = files.flatMap(leavingFields);
  const byPath = new Map<string, HeldSources>();
  const ambiguous = new Map<string, string>();
  const moves: { from: string; to: string }[] = [];
  const arriving = new Set<string>();
  for (const file of files) {
    const { path, repository, generated, remarked } = file;
    const has = new Set(repository.fields.map(({ key }) => key));
    const values = new Map([...remarked].map(([key, former]) => [key, sourceOf(repository, former)]));
    for (const { key } of generated.fields) {
      if (has.has(key) || values.has(key)) continue;
      arriving.add(key);
      const sources = nearest(
        path,
        leaving.filter(({ field }) => field.key === key),
      );
      moves.push(...sources.map((source) => ({ from: source.path, to: path })));
      const found = new Set(sources.map(({ source }) => source));
      const [value] = found;
      if (found.size > 1)
        ambiguous.set(path, sources.map(({ path, source }) => `${path}: ${source}`).join(', '));
      else if (value !== undefined) values.set(key, value);
    }
    if (values.size > 0) byPath.set(path, values);
  }
  const given = new Set(candidates.flatMap(({ path, generated }) => (generated === undefined ? [] : [path])));
  const dropped = leaving
    .filter(({ path, field }) => given.has(path) && !arriving.has(field.key))
    .map(({ path, field }) => ({ path, marker: field.marker, value: field.value }));
  return { byPath, moves, ambiguous, dropped };
}

/** The values that a path takes over. */
export function movedTo(values: MovedValues, path: string): HeldSources {
  return values.byPath.get(path) ?? noSources;
}

function heldBefore(
  { path, generated, repository: entry }: Candidate,
  content: (id: string) => Uint8Array,
): readonly HeldBefore[] {
  const theirs = heldTextOf(entry !== undefined && isFile(entry) ? content(entry.id) : undefined);
  const ours = heldTextOf(generated?.bytes);
  if (theirs.fields.length + ours.fields.length === 0) return [];
  return [{ path, repository: theirs, generated: ours, remarked: remarked(theirs, ours) }];
}

function leavingFields({ path, repository, generated, remarked }: HeldBefore): readonly Leaving[] {
  const stays = new Set([...generated.fields, ...remarked.values()].map(({ key }) => key));
  return repository.fields
    .filter(({ key }) => !stays.has(key))
    .map((field) => ({ path, field, source: sourceOf(repository, field) }));
}

function nearest(path: string, sources: readonly Leaving[]): readonly Leaving[] {
  if (sources.length < 2) return sources;
  const scored = sources.map((source) => ({ source, score: likeness(path, source.path) }));
  const best = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ source }) => source);
}

// Names that two paths share at their end and at their beginning: a file moves with its name or within its folder.
function likeness(left: string, right: string): number {
  const ours = left.split('/');
  const theirs = right.split('/');
  let start = 0;
  while (start < ours.length && ours[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < ours.length && ours.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  return start + end * 2;
}
