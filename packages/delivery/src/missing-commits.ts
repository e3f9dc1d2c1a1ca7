import { trailers } from './commit-message.ts';
import { runGit } from './git.ts';
import { history, type HistoryCommit } from './history.ts';
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
  const git = (...words: readonly string[]): Promise<Buffer> => read(options, words);
  const names = await git('diff-tree', '-r', '-z', '--no-renames', '--name-only', base, head);
  const paths = fields(names).map((path) => `:(literal)${path}`);
  if (paths.length === 0) return [];
  const deliveries = await history({
    mirror,
    range: [head],
    deliveriesOnly: true,
    ...(signal && { signal }),
  });
  const since = (await asGenerated(options, deliveries, paths)) ?? base;
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

/**
 * The first of some deliveries that had files as they were generated: its own commit.
 *
 * One process looks at all of them: where an edit is old, there are many.
 */
async function asGenerated(
  options: MissingCommitsOptions,
  deliveries: readonly HistoryCommit[],
  paths: readonly string[],
): Promise<string | undefined> {
  const named = deliveries.flatMap(({ id, generated }) =>
    generated === undefined ? [] : [{ id, generated }],
  );
  const lines = (of: readonly string[]): string => of.map((line) => `${line}\n`).join('');
  const known = await read(options, ['cat-file', '--batch-check'], lines(named.map((one) => one.generated)));
  // A squash may have dropped the copy: then an older delivery has to say.
  const kept = known.toString('latin1').split('\n');
  const pairs = named.filter((_, at) => kept[at]?.endsWith(' missing') === false);
  const differences = await read(
    options,
    ['diff-tree', '--stdin', '-r', '--no-renames', '--', ...paths],
    lines(pairs.map(({ id, generated }) => `${id} ${generated}`)),
  );
  // What differs begins with the commit on a line of its own; the lines of its files begin with a colon.
  const changed = new Set(differences.toString('latin1').split('\n'));
  return pairs.find(({ id }) => !changed.has(id))?.id;
}

async function read(
  { mirror, signal }: MissingCommitsOptions,
  words: readonly string[],
  input?: string,
): Promise<Buffer> {
  const result = await runGit({
    gitDirectory: mirror,
    arguments: words,
    ...(input !== undefined && { input }),
    ...(signal && { signal }),
  });
  if (result.code !== 0) throw new MirrorBroken(result.stderr);
  return result.stdout;
}

function fields(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((field) => field !== '');
}
