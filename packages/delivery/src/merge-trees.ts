import { appendFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DeliveryError } from './error.ts';
import { Importer } from './fast-import.ts';
import { readChanges, type FolderChange } from './folder-change.ts';
import { generatedFiles, type GeneratedFolder } from './generated-tree.ts';
import { lastWords } from './git-error.ts';
import { runGit, type GitResult } from './git.ts';
import { parseMerge, parseRaw, type TreeConflict } from './merge-output.ts';
import { makeBareRepository } from './mirror.ts';

/** Three trees: what is generated now and the head of the branch both come from the base. */
export interface MergeTreesOptions {
  readonly mirror: string;
  /** Folder for files that live as long as the merge. */
  readonly temporary: string;
  /** What the folder has. */
  readonly generated: GeneratedFolder;
  /** Commit with what the folder had at the last delivery. */
  readonly base: string;
  /** Head of the branch. */
  readonly head: string;
  /** How a patch names the folder. */
  readonly name: string;
  readonly signal?: AbortSignal;
}

/** What has to be done to the folder. */
export interface TreeMerge {
  /** Sorted by path. What clashes has conflict markers. */
  readonly changes: readonly FolderChange[];
  readonly conflicts: readonly TreeConflict[];
  /** The same as a patch. */
  readonly patch: string;
}

/**
 * Merges what was committed to a branch into what a folder has, by git's own merge: renames, modes and words of
 * conflicts are git's. It works in a repository of its own beside the mirror, and leaves nothing.
 *
 * @throws {DeliveryError} `not-pullable` for links, submodules and paths that a folder must not have
 * @throws {MirrorBroken} when the mirror must be made again
 */
export async function mergeTrees(options: MergeTreesOptions): Promise<TreeMerge> {
  const { mirror, temporary, signal } = options;
  await mkdir(temporary, { recursive: true });
  const folder = await mkdtemp(join(temporary, 'pull-'));
  const git = (...words: readonly string[]): Promise<GitResult> =>
    runGit({ gitDirectory: folder, arguments: words, ...(signal && { signal }) });
  try {
    await makeBareRepository(folder);
    await mkdir(join(folder, 'objects', 'info'), { recursive: true });
    await appendFile(join(folder, 'objects', 'info', 'alternates'), `${resolve(mirror, 'objects')}\n`);
    await writeSides(folder, options);
    const merge = await git('merge-tree', '--write-tree', '--name-only', '-z', 'monorepo', 'repository');
    // 1 says that something clashes.
    if (merge.code > 1) throw gitFailed('merge', merge);
    const { tree, conflicts } = parseMerge(merge.stdout.toString('utf8'));
    const raw = succeeded('compare', await git(...diffTree, '--raw', '-z', '--no-abbrev', 'monorepo', tree));
    const changes = await readChanges(folder, parseRaw(raw.toString('utf8')), signal);
    const prefixes = ['a', 'b'].map(
      (side, index) => `--${index === 0 ? 'src' : 'dst'}-prefix=${side}/${options.name}/`,
    );
    const patch = succeeded(
      'compare',
      await git(...diffTree, '--patch', '--binary', '--full-index', ...prefixes, 'monorepo', tree),
    );
    return { changes, conflicts, patch: patch.toString('utf8') };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const diffTree = ['diff-tree', '-r', '--no-renames', '--no-ext-diff', '--no-textconv'];

/** One commit for each side with the base as parent, so that git merges from the base whatever history there is. */
async function writeSides(folder: string, options: MergeTreesOptions): Promise<void> {
  const { generated, base, head, signal } = options;
  const trees = succeeded(
    'read',
    await runGit({
      gitDirectory: folder,
      arguments: ['rev-parse', `${base}^{tree}`, `${head}^{tree}`],
      ...(signal && { signal }),
    }),
  );
  const [before = '', theirs = ''] = trees.toString('utf8').trim().split('\n');
  const importer = new Importer(folder, { name: 'Tideway', email: 'tideway@localhost', time: 0 }, signal);
  const empty = { message: 'side', writes: new Map(), removals: [] };
  try {
    const common = { ...empty, ref: 'refs/heads/base', parents: [], from: { tree: before } };
    const parents = [await importer.commit(common)];
    await importer.commit({
      ...empty,
      ref: 'refs/heads/monorepo',
      parents,
      writes: generatedFiles(generated),
    });
    await importer.commit({ ...empty, ref: 'refs/heads/repository', parents, from: { tree: theirs } });
    await importer.finish();
  } catch (error) {
    await importer.abandon();
    throw error;
  }
}

function succeeded(what: string, result: GitResult): Buffer {
  if (result.code !== 0) throw gitFailed(what, result);
  return result.stdout;
}

function gitFailed(what: string, { stderr }: GitResult): DeliveryError {
  return new DeliveryError({
    code: 'git-failed',
    message: `git could not ${what} the trees: ${lastWords(stderr)}.`,
    next: 'See what git says; nothing was written.',
  });
}
