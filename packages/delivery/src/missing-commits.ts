import { trailers } from './commit-message.ts';
import { runGit, type GitResult } from './git.ts';
import { history } from './history.ts';
import { MirrorBroken } from './mirror.ts';
import type { PulledCommit } from './pull.ts';

/** Where to look. */
export interface MissingCommitsOptions {
  readonly mirror: string;
  /** Commit with what was generated at the last delivery. */
  readonly base: string;
  /** Head of the branch. */
  readonly head: string;
  readonly signal?: AbortSignal;
}

/**
 * Commits of others that made the branch differ from what was delivered, the newest first: those to the files that
 * differ, after the last delivery that had them as they were generated.
 *
 * @throws {MirrorBroken} when the mirror must be made again
 */
export async function missingCommits(options: MissingCommitsOptions): Promise<readonly PulledCommit[]> {
  const { mirror, base, head, signal } = options;
  const git = async (...words: readonly string[]): Promise<GitResult> => {
    const result = await runGit({ gitDirectory: mirror, arguments: words, ...(signal && { signal }) });
    if (result.code > 1) throw new MirrorBroken(result.stderr);
    return result;
  };
  const names = await git('diff-tree', '-r', '-z', '--no-renames', '--name-only', base, head);
  const paths = fields(names).map((path) => `:(literal)${path}`);
  if (paths.length === 0) return [];
  const deliveries = await history({
    mirror,
    range: [head],
    deliveriesOnly: true,
    ...(signal && { signal }),
  });
  let since = base;
  for (const { id, generated } of deliveries) {
    if (generated === undefined) continue;
    // A squash may have dropped the copy: then an older delivery has to say.
    const same = await git('diff-tree', '-r', '--quiet', generated, id, '--', ...paths).catch(
      () => undefined,
    );
    if (same?.code !== 0) continue;
    since = id;
    break;
  }
  const log = await git(
    ...['log', '-z', '--no-merges', '--topo-order', '--format=%H%x09%an%x09%s'],
    // A delivery has the copy of what was generated as a parent: that one, and all before it, are ours.
    ...['--invert-grep', `--grep=^${trailers.generated}: `, head, '--not', since, base, '--', ...paths],
  );
  return fields(log).map((line) => {
    const [id = '', author = '', ...subject] = line.split('\t');
    return { id, author, subject: subject.join('\t') };
  });
}

function fields({ stdout }: GitResult): readonly string[] {
  return stdout
    .toString('utf8')
    .split('\0')
    .filter((field) => field !== '');
}
