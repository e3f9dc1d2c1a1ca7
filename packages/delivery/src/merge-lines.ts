import { diff3Merge } from 'node-diff3';
import { anchorsOf } from './anchors.ts';

/** A place that both sides changed differently. */
export interface LineClash {
  /** First line of it in the repository's text, from 1. */
  readonly line: number;
  readonly repository: string;
  readonly generator: string;
}

/** The merged text, or where the sides clash. */
export type LineMerge = { readonly text: string } | { readonly clashes: readonly LineClash[] };

/** Three texts: `repository` and `generator` both come from `base`. */
export interface Texts {
  readonly base: string;
  readonly repository: string;
  readonly generator: string;
}

// Pairs of equal lines that the comparison may look at between two anchors: about a tenth of a second.
const mostPairs = 300_000;

/** Merges two changed versions of a text line by line. Changes that touch each other clash, as in git. */
export function mergeLines(texts: Texts): LineMerge {
  const base = texts.base.split('\n');
  const ours = texts.repository.split('\n');
  const theirs = texts.generator.split('\n');
  const merged: string[] = [];
  const clashes: LineClash[] = [];
  let from = { base: 0, ours: 0, theirs: 0 };
  const end = { base: base.length, ours: ours.length, theirs: theirs.length };
  for (const anchor of [...anchorsOf(base, ours, theirs), end]) {
    const part = mergePart(
      base.slice(from.base, anchor.base),
      ours.slice(from.ours, anchor.ours),
      theirs.slice(from.theirs, anchor.theirs),
    );
    for (const region of part) {
      if ('lines' in region) merged.push(...region.lines);
      else clashes.push({ ...region, line: region.line + from.ours + 1 });
    }
    const line = base[anchor.base];
    if (line !== undefined) merged.push(line);
    from = { base: anchor.base + 1, ours: anchor.ours + 1, theirs: anchor.theirs + 1 };
  }
  return clashes.length > 0 ? { clashes } : { text: merged.join('\n') };
}

type Region = { readonly lines: readonly string[] } | LineClash;

function mergePart(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly Region[] {
  if (equal(base, ours) || equal(ours, theirs)) return [{ lines: theirs }];
  if (equal(base, theirs)) return [{ lines: ours }];
  if (pairs(base, ours) + pairs(base, theirs) > mostPairs) {
    return [{ line: 0, repository: ours.join('\n'), generator: theirs.join('\n') }];
  }
  return diff3Merge([...ours], [...base], [...theirs], { excludeFalseConflicts: true }).map((region) =>
    region.conflict === undefined
      ? { lines: region.ok ?? [] }
      : {
          line: region.conflict.aIndex,
          repository: region.conflict.a.join('\n'),
          generator: region.conflict.b.join('\n'),
        },
  );
}

function equal(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((line, index) => line === right[index]);
}

function pairs(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of left) counts.set(line, (counts.get(line) ?? 0) + 1);
  return right.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}
