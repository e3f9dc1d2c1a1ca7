import type { FileTree, TreeFile } from '@tideway/gitops';
import { isFile, folderMode, parseTree, type RepositoryEntry } from './git-tree.ts';
import type { ObjectReader } from './object-reader.ts';

/** All files of a commit by their path, without links and submodules; a folder's tree is read once. */
export async function listBranch(
  reader: ObjectReader,
  commit: string | undefined,
): Promise<ReadonlyMap<string, RepositoryEntry>> {
  const files = new Map<string, RepositoryEntry>();
  let level = commit === undefined ? [] : [{ prefix: '', id: `${commit}^{tree}` }];
  while (level.length > 0) {
    const objects = await reader.read(level.map(({ id }) => id));
    const next: { prefix: string; id: string }[] = [];
    for (const [index, { prefix }] of level.entries()) {
      for (const [name, entry] of parseTree(objects[index]?.bytes ?? Buffer.alloc(0))) {
        if (entry.mode === folderMode) next.push({ prefix: `${prefix}${name}/`, id: entry.id });
        else if (isFile(entry)) files.set(prefix + name, entry);
      }
    }
    level = next;
  }
  return files;
}

// A file whose content nobody has asked for yet.
const unread = Buffer.alloc(0);

/** A tree of files of which only those are read from the mirror that somebody needs. */
export class BranchTree {
  readonly #reader: ObjectReader;
  readonly #files = new Map<string, TreeFile>();
  readonly #waiting = new Map<string, string>();

  /**
   * @param branch files of the branch
   * @param known contents by path that need not be read: files that are not in the branch, or replace its own
   * @param removed paths of the branch that are not in this tree
   */
  constructor(
    reader: ObjectReader,
    branch: ReadonlyMap<string, RepositoryEntry>,
    known: ReadonlyMap<string, { readonly bytes: Uint8Array }>,
    removed: ReadonlySet<string>,
  ) {
    this.#reader = reader;
    for (const [path, { id }] of branch) {
      if (removed.has(path) || known.has(path)) continue;
      this.#files.set(path, { bytes: unread });
      this.#waiting.set(path, id);
    }
    for (const [path, { bytes }] of known) this.#files.set(path, { bytes });
  }

  /** The tree; contents of files that were not asked for are empty. */
  get files(): FileTree {
    return this.#files;
  }

  /** Reads the contents of files. @returns whether there was anything to read */
  async load(paths: Iterable<string>): Promise<boolean> {
    const wanted = [...paths].flatMap((path) => {
      const id = this.#waiting.get(path);
      return id === undefined ? [] : [{ path, id }];
    });
    const contents = await this.#reader.blobs(wanted.map(({ id }) => id));
    for (const { path, id } of wanted) {
      this.#files.set(path, { bytes: contents.get(id) ?? unread });
      this.#waiting.delete(path);
    }
    return wanted.length > 0;
  }
}
