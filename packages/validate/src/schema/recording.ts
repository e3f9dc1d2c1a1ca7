import type { FieldPath } from '../source/field-path.ts';

interface Visited {
  readonly path: FieldPath;
  readonly value: object;
  readonly read: Set<string>;
  /** A validator that lists the keys takes any of them. */
  listed: boolean;
}

/** A value under observation. */
export interface Recording {
  /** Reads through it are recorded. */
  readonly observed: unknown;
  /** Fields that nobody asked for, in maps of which other fields were asked for. */
  unread(): readonly FieldPath[];
}

/**
 * Observes which fields of a value are read.
 *
 * The schemas of `kubernetes-models` are compiled functions that accept unknown fields; but each reads
 * every field that it knows, so what was never read is unknown to it.
 */
export function record(value: unknown): Recording {
  const visited: Visited[] = [];
  return {
    observed: observe(value, [], visited),
    unread: () =>
      visited.flatMap(({ path, value: map, read, listed }) => {
        if (Array.isArray(map) || listed || read.size === 0) return [];
        return Object.keys(map).flatMap((key) => (read.has(key) ? [] : [[...path, key]]));
      }),
  };
}

function observe(value: unknown, path: FieldPath, visited: Visited[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const own: Visited = { path, value, read: new Set(), listed: false };
  visited.push(own);
  const children = new Map<string, unknown>();
  return new Proxy(value, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol') return found;
      own.read.add(key);
      if (!children.has(key)) {
        children.set(key, observe(found, [...path, Array.isArray(target) ? Number(key) : key], visited));
      }
      return children.get(key);
    },
    ownKeys(target) {
      own.listed = true;
      return Reflect.ownKeys(target);
    },
  });
}
