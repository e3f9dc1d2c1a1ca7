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

/**
 * Parses with zod and, when something is broken, again without the broken parts,
 * so that checks across fields can report their problems in the same run.
 * @param standIns what takes the place of a required part of the top level that is missing or broken
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  standIns: Readonly<Record<string, unknown>>,
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
      const place = removable(rest, path);
      if (place.length === 0) rest = typeof rest === 'object' ? { ...standIns, ...rest } : undefined;
      else rest = without(rest, place);
      broken.push(place);
    }
    if (rest === before || rest === undefined) return { output: undefined, problems, broken };
  }
}

/** What to leave out so that the finding goes: a whole list instead of an element; the owner of a required field that is missing. */
function removable(value: unknown, path: Path): Path {
  const index = path.findIndex((key) => typeof key === 'number');
  const place = index === -1 ? path : path.slice(0, index);
  return has(value, place) ? place : place.slice(0, -1);
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
    here = (here as Record<string | number, unknown>)[key];
  }
  return true;
}

function without(value: unknown, path: Path): unknown {
  const [key, ...deeper] = path;
  if (key === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    return value;
  const { [key]: inner, ...others } = value as Record<string | number, unknown>;
  return deeper.length === 0 ? others : { ...others, [key]: without(inner, deeper) };
}
