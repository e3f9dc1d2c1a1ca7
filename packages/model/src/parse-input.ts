import type * as z from 'zod';
import type { Path, Problem } from './problem.ts';
import { formatPath } from './problem.ts';

/** What {@link parseInput} found. */
export interface ParsedInput<Output> {
  /** The input with every broken part left out and defaults filled in; nothing, if too little is left. */
  readonly output: Output | undefined;
  readonly problems: readonly Problem[];
  /** Places of what was left out. */
  readonly broken: readonly Path[];
}

interface Finding {
  readonly path: Path;
  readonly message: string;
}

/** A value for a required part that is missing or broken, so that what it belongs to is still checked; `undefined`: there is none. */
export type StandIn = (place: Path) => unknown;

/**
 * Parses with zod and, when something is broken, again without the broken parts,
 * so that checks across fields can report their problems in the same run.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  standIn: StandIn,
): ParsedInput<z.output<Schema>> {
  const broken: Path[] = [];
  let problems: readonly Problem[] | undefined;
  let rest = input;
  for (;;) {
    const result = schema.safeParse(rest);
    if (result.success) return { output: result.data, problems: problems ?? [], broken };
    const found = result.error.issues.flatMap((issue) => findings(issue, []));
    problems ??= unique(found);
    const before = rest;
    for (const { path } of found) {
      const place = upToList(path);
      broken.push(place);
      if (has(rest, place)) rest = replaced(rest, place, undefined);
      // What was there at first was taken out by another finding: by one in the same list, or around it.
      else if (!has(before, place)) rest = replacedOrLeftOut(rest, place, standIn);
    }
    if (rest === before || typeof rest !== 'object') return { output: undefined, problems, broken };
  }
}

/** A required field that is missing gets its stand-in, or takes along what it belongs to. */
function replacedOrLeftOut(value: unknown, place: Path, standIn: StandIn): unknown {
  const substitute = standIn(place);
  if (substitute !== undefined) return replaced(value, place, substitute);
  return has(value, place.slice(0, -1)) ? replaced(value, place.slice(0, -1), undefined) : value;
}

/** An element that is broken takes its list along. */
function upToList(path: Path): Path {
  const index = path.findIndex((key) => typeof key === 'number');
  return index === -1 ? path : path.slice(0, index);
}

function findings(issue: z.core.$ZodIssue, outer: Path): readonly Finding[] {
  const path = [...outer, ...issue.path.filter((key) => typeof key !== 'symbol')];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
    case 'invalid_key':
      return [{ path, message: `its name: ${issue.issues[0]?.message ?? issue.message}` }];
    case 'invalid_union': {
      // The branch that came closest says what is wrong.
      const branches = [...issue.errors].sort((a, b) => score(a) - score(b));
      const closest = branches[0];
      if (!closest || closest.length === 0) return [{ path, message: issue.message }];
      return closest.flatMap((inner) => findings(inner, path));
    }
    default:
      return [{ path, message: issue.message }];
  }
}

function score(branch: readonly z.core.$ZodIssue[]): number {
  return branch.reduce(
    (sum, issue) => sum + (issue.path.length === 0 && issue.code === 'invalid_type' ? 100 : 1),
    0,
  );
}

function unique(found: readonly Finding[]): readonly Problem[] {
  const byText = new Map<string, Problem>();
  for (const { path, message } of found) {
    const problem = { path: formatPath(path), message };
    byText.set(`${problem.path}\0${message}`, problem);
  }
  return [...byText.values()];
}

function has(value: unknown, path: Path): boolean {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return false;
    here = (here as Readonly<Record<string | number, unknown>>)[key];
  }
  return true;
}

/** A copy with another value at one place, in its old order; `undefined` takes the place out. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...deeper] = path;
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string | number, unknown> = { ...value };
  const next = replaced(copy[key], deeper, by);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}
