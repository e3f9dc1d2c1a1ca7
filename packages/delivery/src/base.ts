import { trailers } from './commit-message.ts';
import { runGit } from './git.ts';
import { MirrorBroken } from './mirror.ts';

/** A commit as a walk over history shows it. */
export interface HistoryCommit {
  /** `<` on the side of the commit that was known before, `>` on the side of the new head. */
  readonly side: string;
  readonly id: string;
  readonly parents: readonly string[];
  /** What its trailer names as the raw generator output. */
  readonly generated?: string;
}

/** Which part of history to walk. */
export interface HistoryOptions {
  readonly mirror: string;
  /** Commit or range, as git log takes it. */
  readonly range: string;
  /** Only commits that may be deliveries. @default false */
  readonly deliveriesOnly?: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Walks over history, children before their parents.
 *
 * @throws {MirrorBroken} when a commit is missing
 */
export async function history(options: HistoryOptions): Promise<readonly HistoryCommit[]> {
  const { mirror, range, deliveriesOnly = false, signal } = options;
  const result = await runGit({
    gitDirectory: mirror,
    arguments: [
      ...['log', '-z', '--topo-order', '--left-right'],
      `--format=%m%x09%H%x09%P%x09%(trailers:key=${trailers.generated},valueonly,separator=%x20)`,
      ...(deliveriesOnly ? [`--grep=^${trailers.generated}: `] : []),
      range,
      '--',
    ],
    ...(signal && { signal }),
  });
  if (result.code !== 0) throw new MirrorBroken(result.stderr);
  return result.stdout
    .toString('latin1')
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const [side = '', id = '', parents = '', named = ''] = line.split('\t');
      const [generated] = named.trim().split(' ').slice(-1);
      return {
        side,
        id,
        parents: parents.split(' ').filter((parent) => parent !== ''),
        ...(generated !== undefined && /^[0-9a-f]{40}$/.test(generated) && { generated }),
      };
    });
}

/** The newest delivery of a walk: a commit that has the generator output which it names as a parent. */
export function newestDelivery(commits: readonly HistoryCommit[]): HistoryCommit | undefined {
  return commits.find(({ generated, parents }) => generated !== undefined && parents.includes(generated));
}
