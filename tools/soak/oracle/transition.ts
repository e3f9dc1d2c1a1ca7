import type { Change, HeldItem, OwnershipNote } from '@tideway/delivery';
import { withoutHeld } from './held-values.ts';
import { isFile, type Entry, type Snapshot } from './snapshot.ts';
import { textOf } from './text.ts';

/** One delivery as the oracle sees it: four trees and what was told about them. */
export interface Transition {
  /** What the generator gave when each path was last delivered. */
  readonly base: Snapshot;
  /** The branch before. */
  readonly before: Snapshot;
  /** What the generator gives now. */
  readonly generated: Snapshot;
  /** The branch after. */
  readonly after: Snapshot;
  readonly held: readonly HeldItem[];
  readonly changes: readonly Change[];
  readonly ownership: readonly OwnershipNote[];
  /** Decisions of people by path. */
  readonly take: ReadonlyMap<string, 'generated' | 'repository'>;
}

/** One path in the four trees. */
export interface Versions {
  readonly path: string;
  readonly base: Entry | undefined;
  readonly before: Entry | undefined;
  readonly generated: Entry | undefined;
  readonly after: Entry | undefined;
}

/** The versions of a path. */
export function versionsOf({ base, before, generated, after }: Transition, path: string): Versions {
  return {
    path,
    base: base.get(path),
    before: before.get(path),
    generated: generated.get(path),
    after: after.get(path),
  };
}

/** Whether two entries differ in nothing but held values, line ends and mode. */
export function alike(left: Entry | undefined, right: Entry | undefined): boolean {
  if (!isFile(left) || !isFile(right)) return false;
  if (left.bytes.equals(right.bytes)) return true;
  const [one, other] = [textOf(left.bytes), textOf(right.bytes)];
  return one !== undefined && other !== undefined && withoutHeld(one.text) === withoutHeld(other.text);
}

/** The base after a delivery: what is held comes up again, all else counts as delivered. */
export function nextBase({
  base,
  generated,
  held,
}: Pick<Transition, 'base' | 'generated' | 'held'>): Snapshot {
  const heldPaths = new Set(held.map(({ path }) => path));
  const next = new Map([...generated].filter(([path]) => !heldPaths.has(path)));
  for (const path of heldPaths) {
    const entry = base.get(path);
    if (entry !== undefined) next.set(path, entry);
  }
  return next;
}
