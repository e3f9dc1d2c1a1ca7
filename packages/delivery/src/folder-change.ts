import { unsafeReason } from './check-tree.ts';
import { DeliveryError } from './error.ts';
import type { FileMode } from './generated-tree.ts';
import type { RawChange } from './merge-output.ts';
import { ObjectReader } from './object-reader.ts';

/** A version of a file. */
export interface FileVersion {
  readonly mode: FileMode;
  readonly bytes: Uint8Array;
}

/** What becomes of one file of the folder. */
export interface FolderChange {
  readonly path: string;
  /** What the folder has. @default nothing */
  readonly before?: FileVersion;
  /** What it is to have. @default nothing */
  readonly after?: FileVersion;
}

/**
 * Reads both versions of files in which two trees of a repository differ.
 *
 * @throws {DeliveryError} `not-pullable` for links, submodules and paths that a folder must not have
 */
export async function readChanges(
  folder: string,
  raw: readonly RawChange[],
  signal: AbortSignal | undefined,
): Promise<readonly FolderChange[]> {
  const refused = raw.flatMap(({ path, after }) => {
    const reason = path
      .split('/')
      .map((name) => unsafeReason(name))
      .find((one) => one !== undefined);
    if (reason !== undefined) return [`${JSON.stringify(path)}: ${reason}`];
    return after === undefined || isFileMode(after.mode) ? [] : [`${path} is no plain file`];
  });
  if (refused.length > 0) throw notPullable(refused);
  const reader = new ObjectReader(folder, signal);
  try {
    const ids = raw.flatMap(({ before, after }) => [before, after].flatMap((side) => side?.id ?? []));
    const contents = await reader.blobs(ids);
    const version = (side: RawChange['after']): FileVersion | undefined =>
      side && { mode: side.mode as FileMode, bytes: contents.get(side.id) ?? Buffer.alloc(0) };
    return raw.map(({ path, ...sides }) => {
      const [before, after] = [version(sides.before), version(sides.after)];
      return { path, ...(before && { before }), ...(after && { after }) };
    });
  } finally {
    await reader.close();
  }
}

function isFileMode(mode: string): mode is FileMode {
  return mode === '100644' || mode === '100755';
}

function notPullable(problems: readonly string[]): DeliveryError {
  return new DeliveryError({
    code: 'not-pullable',
    message: `Nothing was pulled: a folder that is delivered can't hold what is in the repository: ${problems.join('; ')}.`,
    next: 'Replace links and submodules by the files themselves, and rename the rest, in the repository.',
    problems,
  });
}
