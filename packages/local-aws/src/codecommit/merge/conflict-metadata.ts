import type { Repository } from '../repository.ts';
import type { TreeEntry } from '../tree.ts';
import { fileMode } from '../tree.ts';
import type { Conflict } from './merge-tree.ts';
import { readBlobs } from './read-blobs.ts';

/** Conflicts as the API describes them, in their order. */
export async function conflictMetadata(
  repository: Repository,
  conflicts: readonly Conflict[],
): Promise<object[]> {
  const ids = conflicts.flatMap(({ base, destination, source }) =>
    [base, destination, source].flatMap((e) => e?.id ?? []),
  );
  const blobs = await readBlobs(repository, [...new Set(ids)]);
  return conflicts.map((conflict) => describe(conflict, blobs));
}

function describe(conflict: Conflict, blobs: ReadonlyMap<string, Buffer>): object {
  const { path, base, destination, source } = conflict;
  const each = <Value>(value: (entry: TreeEntry) => Value) =>
    Object.fromEntries(
      Object.entries({ source, destination, base }).flatMap(([side, entry]) =>
        entry ? [[side, value(entry)]] : [],
      ),
    ) as Record<string, Value>;
  const operation = (side: TreeEntry | undefined) => (side ? (base ? 'M' : 'A') : 'D');
  const contentConflict = source?.id !== destination?.id;
  const objectTypeConflict =
    source !== undefined && destination !== undefined && objectType(source) !== objectType(destination);
  const fileModeConflict =
    source?.mode !== destination?.mode && source?.mode !== base?.mode && destination?.mode !== base?.mode;
  return {
    filePath: path,
    fileSizes: each(({ id }) => blobs.get(id)?.length ?? 0),
    fileModes: each(({ mode }) => fileMode(mode)),
    objectTypes: each(objectType),
    numberOfConflicts: [contentConflict, objectTypeConflict, fileModeConflict].filter(Boolean).length,
    isBinaryFile: each(({ id }) => blobs.get(id)?.subarray(0, 8000).includes(0) ?? false),
    contentConflict,
    fileModeConflict,
    objectTypeConflict,
    mergeOperations: { source: operation(source), destination: operation(destination) },
  };
}

function objectType({ mode }: TreeEntry): string {
  return { '120000': 'SYMBOLIC_LINK', '160000': 'GIT_LINK' }[mode] ?? 'FILE';
}
