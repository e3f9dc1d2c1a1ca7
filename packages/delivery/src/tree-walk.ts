import { isFolder, type GeneratedFile, type GeneratedFolder } from './generated-tree.ts';
import { folderMode, parseTree, sameEntry, type RepositoryEntry } from './git-tree.ts';
import type { ObjectReader } from './object-reader.ts';

/** A path at which the three trees are not known to agree. */
export interface Candidate {
  readonly path: string;
  /** n: the generator's file now. */
  readonly generated?: GeneratedFile;
  /** b: the generator's file at the last delivery. */
  readonly base?: RepositoryEntry;
  /** o: what the repository has; also a folder, a link or a submodule. */
  readonly repository?: RepositoryEntry;
  /** Whether the repository's folder at this path came from the generator, which now has a file there. */
  readonly folderWasOurs?: boolean;
  /** Path of a file, link or submodule of the repository that stands where a folder is needed. */
  readonly blocker?: string;
  /** Path in the repository that differs from this one in upper and lower case only. */
  readonly twin?: string;
}

/** The three trees, by Git's ids of their roots. */
export interface WalkOptions {
  readonly reader: ObjectReader;
  readonly generated: GeneratedFolder;
  /** @default nothing was delivered before */
  readonly base?: string;
  /** @default the repository is empty */
  readonly repository?: string;
  /** Also list paths that only the repository changed. @default false: the generator has nothing to say there */
  readonly repositoryChanges?: boolean;
}

interface Place {
  readonly prefix: string;
  readonly generated?: GeneratedFolder;
  readonly base?: string;
  readonly repository?: string;
  readonly blocker?: string;
  readonly twin?: string;
  /** Whether a file is to take the place of this folder: then whatever else is in it matters. */
  readonly replaced?: boolean;
}

type Trees = ReadonlyMap<string, ReadonlyMap<string, RepositoryEntry>>;

const noEntries: ReadonlyMap<string, RepositoryEntry> = new Map();

/**
 * Compares the three trees from their roots down, and reads only folders in which they differ: one file changed among
 * ten thousand costs as many trees as its path has folders.
 */
export async function walkTrees(options: WalkOptions): Promise<readonly Candidate[]> {
  const { reader, generated, base, repository, repositoryChanges = false } = options;
  const candidates: Candidate[] = [];
  let level: Place[] = [{ prefix: '', generated, ...(base && { base }), ...(repository && { repository }) }];
  while (level.length > 0) {
    const trees = await readLevel(reader, level);
    const next: Place[] = [];
    for (const place of level) comparePlace(place, trees, repositoryChanges, candidates, next);
    level = next;
  }
  return candidates;
}

async function readLevel(reader: ObjectReader, level: readonly Place[]): Promise<Trees> {
  const ids = new Set<string>();
  for (const { base, repository } of level) {
    if (base !== undefined) ids.add(base);
    if (repository !== undefined) ids.add(repository);
  }
  const objects = await reader.read([...ids]);
  // A root is asked for as `<commit>^{tree}`: it is found by that name, not by its id.
  return new Map([...ids].map((id, index) => [id, parseTree(objects[index]?.bytes ?? Buffer.alloc(0))]));
}

function comparePlace(
  place: Place,
  trees: Trees,
  repositoryChanges: boolean,
  candidates: Candidate[],
  next: Place[],
): void {
  const generated = place.generated?.children ?? new Map<string, GeneratedFile | GeneratedFolder>();
  const base = entriesOf(trees, place.base);
  const repository = entriesOf(trees, place.repository);
  const twins = new Twins(repository);
  const others = place.replaced === true ? repository.keys() : [];
  for (const name of new Set([...generated.keys(), ...base.keys(), ...others])) {
    const path = place.prefix + name;
    const ours = generated.get(name);
    const before = base.get(name);
    const theirs = repository.get(name);
    if (agree(ours, before) && (!repositoryChanges || sameEntry(before, theirs))) continue;
    const file = ours !== undefined && !isFolder(ours) ? ours : undefined;
    const folder = ours !== undefined && isFolder(ours) ? ours : undefined;
    const twin = place.twin ?? (ours !== undefined && theirs === undefined ? twins.of(name) : undefined);
    const twinPath = twin === undefined || place.twin !== undefined ? twin : place.prefix + twin;
    const beforeIsFolder = before?.mode === folderMode;
    const theirsIsFolder = theirs?.mode === folderMode;
    if (folder !== undefined || beforeIsFolder) {
      const inTheWay = folder !== undefined && theirs !== undefined && !theirsIsFolder ? path : undefined;
      const blocker = place.blocker ?? inTheWay;
      next.push({
        prefix: `${path}/`,
        ...(folder && { generated: folder }),
        ...(beforeIsFolder && { base: before.id }),
        ...(theirsIsFolder && { repository: theirs.id }),
        ...(blocker && { blocker }),
        ...(twinPath && { twin: twinPath }),
        ...((file !== undefined || place.replaced === true) && { replaced: true }),
      });
    }
    const foreign = ours === undefined && before === undefined;
    if (file !== undefined || foreign || (before !== undefined && !beforeIsFolder)) {
      candidates.push({
        path,
        ...(file && { generated: file }),
        ...(before && !beforeIsFolder && { base: before }),
        // A folder that takes the place of a dropped file is no answer to what became of that file.
        ...(theirs && (file !== undefined || foreign || !theirsIsFolder) && { repository: theirs }),
        ...(file && beforeIsFolder && { folderWasOurs: true }),
        ...(place.blocker && { blocker: place.blocker }),
        ...(twinPath && { twin: twinPath }),
      });
    }
  }
}

function agree(
  ours: GeneratedFile | GeneratedFolder | undefined,
  before: RepositoryEntry | undefined,
): boolean {
  if (ours === undefined || before === undefined) return false;
  return ours.id === before.id && (isFolder(ours) ? folderMode : ours.mode) === before.mode;
}

function entriesOf(trees: Trees, id: string | undefined): ReadonlyMap<string, RepositoryEntry> {
  return (id === undefined ? undefined : trees.get(id)) ?? noEntries;
}

/** Names of a folder that a file system without upper and lower case would take for one another. */
class Twins {
  readonly #names: Iterable<string>;
  #folded: Map<string, string> | undefined;

  constructor(entries: ReadonlyMap<string, RepositoryEntry>) {
    this.#names = entries.keys();
  }

  of(name: string): string | undefined {
    this.#folded ??= new Map([...this.#names].map((other) => [foldCase(other), other]));
    return this.#folded.get(foldCase(name));
  }
}

/** A name as a file system sees it that knows neither case nor forms of accents. */
export function foldCase(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
