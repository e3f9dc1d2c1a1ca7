import { readHeldFields, type HeldField } from '@tideway/gitops';
import { valuesOf } from './merge-file.ts';
import { readText } from './text.ts';
import { remarked } from './field-places.ts';
import { isFile } from './git-tree.ts';
import type { Candidate } from './tree-walk.ts';

/** Held fields of one path in the repository and in the generator's new version. */
interface HeldBefore {
  readonly path: string;
  /** Fields that got another marker: key of the new one to the former one. */
  readonly remarked: ReadonlyMap<string, HeldField>;
  readonly repository: readonly HeldField[];
  readonly generated: readonly HeldField[];
}

/** Where held values go when their field moves to another file. */
export interface MovedValues {
  /** Values, by key of the held field, that each path takes over. */
  readonly byPath: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Paths whose value could come from several files that disagree: detail by path. */
  readonly ambiguous: ReadonlyMap<string, string>;
  /** Held fields that the repository has and the generator holds nowhere any more. */
  readonly dropped: readonly { readonly path: string; readonly marker: string; readonly value: string }[];
}

const none: ReadonlyMap<string, string> = new Map();

/** Finds held fields that leave one file and turn up in another, so that their values move along. */
export function movedValues(
  candidates: readonly Candidate[],
  content: (id: string) => Uint8Array,
): MovedValues {
  const files = candidates.flatMap((candidate): HeldBefore[] => {
    const { path, generated, repository } = candidate;
    const theirs = read(repository !== undefined && isFile(repository) ? content(repository.id) : undefined);
    const ours = read(generated?.bytes);
    if (theirs.fields.length + ours.fields.length === 0) return [];
    return [{ path, repository: theirs.fields, generated: ours.fields, remarked: remarked(theirs, ours) }];
  });
  const leaving = files.flatMap(({ path, repository, generated, remarked }) => {
    const stays = new Set([...generated, ...remarked.values()].map(({ key }) => key));
    return repository.filter(({ key }) => !stays.has(key)).map((field) => ({ path, field }));
  });
  const byPath = new Map<string, ReadonlyMap<string, string>>();
  const ambiguous = new Map<string, string>();
  const arriving = new Set<string>();
  for (const { path, repository, generated, remarked } of files) {
    const has = valuesOf(repository);
    const values = new Map([...remarked].map(([key, former]) => [key, former.value]));
    for (const { key } of generated) {
      if (has.has(key) || values.has(key)) continue;
      arriving.add(key);
      const sources = nearest(
        path,
        leaving.filter(({ field }) => field.key === key),
      );
      const found = new Set(sources.map(({ field }) => field.value));
      const [value] = found;
      if (found.size > 1)
        ambiguous.set(path, sources.map((source) => `${source.path}: ${source.field.value}`).join(', '));
      else if (value !== undefined) values.set(key, value);
    }
    if (values.size > 0) byPath.set(path, values);
  }
  const kept = new Set(files.filter(({ generated }) => generated.length > 0).map(({ path }) => path));
  const dropped = leaving
    .filter(({ path, field }) => kept.has(path) && !arriving.has(field.key))
    .map(({ path, field }) => ({ path, marker: field.marker, value: field.value }));
  return { byPath, ambiguous, dropped };
}

/** The values that a path takes over. */
export function movedTo(values: MovedValues, path: string): ReadonlyMap<string, string> {
  return values.byPath.get(path) ?? none;
}

function read(bytes: Uint8Array | undefined): { text: string; fields: readonly HeldField[] } {
  const text = bytes === undefined ? undefined : readText(bytes)?.text;
  return text === undefined ? { text: '', fields: [] } : { text, fields: readHeldFields(text) };
}

function nearest<T extends { readonly path: string }>(path: string, sources: readonly T[]): readonly T[] {
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
  while (end < ours.length && ours.at(-1 - end) !== undefined && ours.at(-1 - end) === theirs.at(-1 - end))
    end += 1;
  return start + end * 2;
}
