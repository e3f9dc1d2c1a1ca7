/** Way to a value in an object: keys of maps, and names of list items that have one. */
export type ValuePath = readonly string[];

/**
 * Ways to all values that have nothing below them. Lists whose items have no name are values as a whole; the name of an
 * item is part of the way, and no value.
 */
export function leaves(value: unknown, path: ValuePath = []): readonly ValuePath[] {
  const entries = entriesOf(value);
  return entries === undefined ? [path] : entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** The value at the end of a way; undefined if there is none. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const found = entriesOf(value)?.find(([key]) => key === first);
  return found && valueAt(found[1], rest);
}

/** Whether a way is another one or goes on from it. */
export function isWithin(path: ValuePath, other: ValuePath): boolean {
  return other.every((key, index) => path[index] === key);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) {
    const names = value.map((item: unknown) => (item as { readonly name?: unknown } | null)?.name);
    if (value.length === 0 || !names.every((name) => typeof name === 'string')) return undefined;
    return value.map((item: object, index) => [names[index] as string, withoutName(item)]);
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  return entries.length === 0 ? undefined : entries;
}

function withoutName(item: object): object {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'name'));
}
