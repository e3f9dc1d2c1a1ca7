import type { Platform } from '../platform.ts';
import type { Path, Problem } from '../problem.ts';
import { formatPath } from '../problem.ts';
import type { ParsedPlatform } from '../schema/platform-schema.ts';

/** A platform that is being checked. */
export interface Draft {
  /** As it was written, broken parts and all. */
  readonly input: unknown;
  /** Without the broken parts. */
  readonly parsed: ParsedPlatform;
  /** Resolved, without the broken parts. */
  readonly platform: Platform;
  /** Places of the broken parts. */
  readonly broken: readonly Path[];
}

/** A check across fields; names every problem that it finds. */
export type Rule = (draft: Draft) => Iterable<Problem>;

/** A problem at a place. */
export function problem(path: Path, message: string): Problem {
  return { path: formatPath(path), message };
}

/** Names that were written at a place, also of broken parts: what refers to them is right. */
export function namesAt(draft: Draft, ...path: Path): ReadonlySet<string> {
  let here = draft.input;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return new Set();
    here = (here as Record<string | number, unknown>)[key];
  }
  return new Set(typeof here === 'object' && here !== null ? Object.keys(here) : []);
}

/** Whether nothing at, below or above these places was broken, so that they can be compared. */
export function intact(draft: Draft, ...places: readonly Path[]): boolean {
  return !draft.broken.some((path) =>
    places.some((place) => path.every((key, at) => at >= place.length || place[at] === key)),
  );
}

/** Lists names for a message: `a, b or c`. */
export function known(names: ReadonlySet<string>): string {
  const all = [...names];
  if (all.length === 0) return 'there is none';
  return `known: ${all.join(', ')}`;
}
