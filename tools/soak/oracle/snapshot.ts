/** What stands at a path of a commit. */
export interface Entry {
  /** Mode as Git writes it: `100644`, `100755`, `120000`, `160000`. */
  readonly mode: string;
  readonly bytes: Buffer;
}

/** All files of a commit by path. */
export type Snapshot = ReadonlyMap<string, Entry>;

/** Whether two places hold the same: both nothing, or the same bytes in the same mode. */
export function same(left: Entry | undefined, right: Entry | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.mode === right.mode && left.bytes.equals(right.bytes);
}

/** Whether it is a file, and no link or submodule. */
export function isFile(entry: Entry | undefined): entry is Entry {
  return entry?.mode.startsWith('100') === true;
}

/** Every path of several snapshots, sorted. */
export function pathsOf(...snapshots: readonly Snapshot[]): readonly string[] {
  return [...new Set(snapshots.flatMap((snapshot) => [...snapshot.keys()]))].sort();
}
