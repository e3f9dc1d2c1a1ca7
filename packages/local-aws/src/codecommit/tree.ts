import type { Repository } from './repository.ts';

/** A file, link or submodule in a tree. */
export interface TreeEntry {
  /** Git's mode in octal: 100644, 100755, 120000 (link) or 160000 (submodule). */
  readonly mode: string;
  readonly id: string;
  /** Bytes; undefined for a submodule. */
  readonly size?: number | undefined;
}

/** A path that differs between two trees. */
export interface TreeDifference {
  readonly path: string;
  readonly before?: TreeEntry | undefined;
  readonly after?: TreeEntry | undefined;
}

/** Tree without any file. */
export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const NO_MODE = '000000';

/** All files of a commit, or those at or below one path. */
export async function listTree(
  repository: Repository,
  commit: string,
  path?: string,
): Promise<Map<string, TreeEntry>> {
  const paths = path === undefined ? [] : ['--', path];
  const { stdout } = await repository.git(
    ['ls-tree', '-r', '-z', '-l', '--full-tree', commit, ...paths],
    literal,
  );
  return new Map(
    split(stdout).map((line) => {
      const [, mode = '', id = '', size = '', name = ''] = /^(\d+) \S+ (\S+) +(\S+)\t(.*)$/s.exec(line) ?? [];
      return [name, { mode, id, size: size === '-' ? undefined : Number(size) }];
    }),
  );
}

/** What differs from one commit or tree to another. */
export async function differences(
  repository: Repository,
  before: string,
  after: string,
): Promise<TreeDifference[]> {
  const { stdout } = await repository.git(['diff-tree', '-r', '-z', '--raw', '--no-renames', before, after]);
  const fields = split(stdout);
  return Array.from({ length: fields.length / 2 }, (_, index) => {
    const [, modeBefore = '', modeAfter = '', idBefore = '', idAfter = ''] =
      /^:(\d+) (\d+) (\S+) (\S+)/.exec(fields[index * 2] ?? '') ?? [];
    return {
      path: fields[index * 2 + 1] ?? '',
      before: modeBefore === NO_MODE ? undefined : { mode: modeBefore, id: idBefore },
      after: modeAfter === NO_MODE ? undefined : { mode: modeAfter, id: idAfter },
    };
  });
}

/** Content of a blob. */
export async function readBlob(repository: Repository, id: string): Promise<Buffer> {
  return (await repository.git(['cat-file', 'blob', id])).stdout;
}

/** A mode as the API names it. */
export function fileMode(mode: string): 'NORMAL' | 'EXECUTABLE' | 'SYMLINK' {
  if (mode === '120000') return 'SYMLINK';
  return mode === '100755' ? 'EXECUTABLE' : 'NORMAL';
}

/** A mode as Git writes it. */
export function gitMode(mode: 'NORMAL' | 'EXECUTABLE' | 'SYMLINK'): string {
  return { NORMAL: '100644', EXECUTABLE: '100755', SYMLINK: '120000' }[mode];
}

const literal = { environment: { GIT_LITERAL_PATHSPECS: '1' } };

function split(output: Buffer): string[] {
  const text = output.toString();
  return text === '' ? [] : text.replace(/\0$/, '').split('\0');
}
