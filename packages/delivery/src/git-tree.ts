/** An entry of a tree in a repository. */
export interface RepositoryEntry {
  readonly mode: string;
  readonly id: string;
}

/** Mode of a folder. */
export const folderMode = '40000';
/** Mode of a symbolic link. */
export const linkMode = '120000';
/** Mode of a submodule. */
export const submoduleMode = '160000';

/** Whether an entry is a plain file. */
export function isFile(entry: RepositoryEntry | undefined): boolean {
  return entry !== undefined && entry.mode.startsWith('100');
}

/** Whether two entries have the same kind and content. */
export function sameEntry(left: RepositoryEntry | undefined, right: RepositoryEntry | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return left.id === right.id && left.mode === right.mode;
}

/** Reads the content of a tree object: `<mode> <name>\0<20 bytes>` for each entry. */
export function parseTree(bytes: Buffer): Map<string, RepositoryEntry> {
  const entries = new Map<string, RepositoryEntry>();
  let position = 0;
  while (position < bytes.length) {
    const space = bytes.indexOf(32, position);
    const end = bytes.indexOf(0, space);
    const mode = bytes.toString('latin1', position, space);
    // Very old repositories have group-writable files; git reads them as plain ones.
    entries.set(bytes.toString('utf8', space + 1, end), {
      mode: mode === '100664' ? '100644' : mode,
      id: bytes.toString('hex', end + 1, end + 21),
    });
    position = end + 21;
  }
  return entries;
}
