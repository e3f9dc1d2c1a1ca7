import type { Path } from '../problem.ts';

/** Places inside of a value that YAML can't say: functions, dates, `undefined`, `NaN`, what goes in a circle. */
export function implausible(value: unknown): readonly Path[] {
  const found: Path[] = [];
  const visit = (inner: unknown, path: Path, around: readonly unknown[]): void => {
    if (inner === null || typeof inner === 'string' || typeof inner === 'boolean' || Number.isFinite(inner))
      return;
    if (!isContainer(inner) || around.includes(inner)) {
      found.push(path);
      return;
    }
    for (const [key, next] of Array.isArray(inner) ? inner.entries() : Object.entries(inner)) {
      visit(next, [...path, key], [...around, inner]);
    }
  };
  visit(value, [], []);
  return found;
}

function isContainer(value: unknown): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
