import type { Repository } from '../repository.ts';
import type { TreeEntry } from '../tree.ts';

/** A path that can't be merged as it is: its three versions, as far as they exist. */
export interface Conflict {
  readonly path: string;
  readonly base?: TreeEntry | undefined;
  readonly destination?: TreeEntry | undefined;
  readonly source?: TreeEntry | undefined;
}

/** What Git makes of two commits. */
export interface MergedTree {
  /** Tree of the merge; files in conflict hold conflict marks there. */
  readonly tree: string;
  readonly conflicts: readonly Conflict[];
}

/** Merges two commits in the bare repository, without a working tree and without moving anything. */
export async function mergeTree(
  repository: Repository,
  destination: string,
  source: string,
): Promise<MergedTree> {
  const gitArguments = ['merge-tree', '--write-tree', '-z', '--no-messages', destination, source];
  const { stdout } = await repository.git(gitArguments, { expected: [0, 1] });
  const [tree = '', ...lines] = stdout.toString().split('\0').filter(Boolean);
  const conflicts = new Map<string, Conflict>();
  for (const line of lines) {
    const [, mode = '', id = '', stage = '', path = ''] = /^(\d+) (\S+) ([123])\t(.*)$/s.exec(line) ?? [];
    const side = { '1': 'base', '2': 'destination', '3': 'source' }[stage] ?? 'base';
    conflicts.set(path, { ...conflicts.get(path), path, [side]: { mode, id } });
  }
  return { tree, conflicts: [...conflicts.values()] };
}

/** The commit that two lines of history last had in common; undefined for unrelated ones. */
export async function mergeBase(
  repository: Repository,
  one: string,
  other: string,
): Promise<string | undefined> {
  const { code, text } = await repository.git(['merge-base', one, other], { expected: [0, 1] });
  return code === 0 ? text : undefined;
}
