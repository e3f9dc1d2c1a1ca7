import { trailers } from './commit-message.ts';
import { runGit } from './git.ts';
import { MirrorBroken } from './mirror.ts';

/** A commit as a walk over history shows it. */
export interface HistoryCommit {
  /** `<` on the left side of a symmetric difference, `>` everywhere else. */
  readonly side: string;
  readonly id: string;
  readonly parents: readonly string[];
  /** What its trailer names as the raw generator output. */
  readonly generated?: string;
  /** Whether it holds generator output that went to a pull request. */
  readonly proposed: boolean;
  /** Head of the branch when that was proposed. @default nobody knows */
  readonly onto?: string;
}

/** Which part of history to walk. */
export interface HistoryOptions {
  readonly mirror: string;
  /** Commits and ranges, as git log takes them. */
  readonly range: readonly string[];
  /** Only commits that change one of these paths. @default all */
  readonly paths?: readonly string[];
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
  const { mirror, range, paths = [], deliveriesOnly = false, signal } = options;
  const trailer = (key: string): string => `%(trailers:key=${key},valueonly,separator=%x20)`;
  const result = await runGit({
    gitDirectory: mirror,
    arguments: [
      ...['log', '-z', '--topo-order', '--left-right'],
      `--format=%m%x09%H%x09%P%x09${trailer(trailers.generated)}%x09${trailer(trailers.proposed)}%x09${trailer(trailers.onto)}`,
      ...(deliveriesOnly ? [`--grep=^${trailers.generated}: `] : []),
      ...range,
      '--',
      ...paths.map((path) => `:(literal)${path}`),
    ],
    ...(signal && { signal }),
  });
  if (result.code !== 0) throw new MirrorBroken(result.stderr);
  return result.stdout
    .toString('latin1')
    .split('\0')
    .filter((line) => line !== '')
    .map(parse);
}

/** Whether a walk failed because a commit that it was to start or to end at is not there. */
export function isUnknownCommit(error: unknown): boolean {
  return (
    error instanceof MirrorBroken &&
    /bad object|Invalid symmetric difference|unknown revision/.test(error.message)
  );
}

function parse(line: string): HistoryCommit {
  const [side = '', id = '', parents = '', named = '', proposed = '', onto = ''] = line.trimEnd().split('\t');
  const generated = named.trim().split(' ').at(-1);
  return {
    side,
    id,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    proposed: proposed !== '',
    ...(generated !== undefined && isId(generated) && { generated }),
    ...(isId(onto) && { onto }),
  };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

/**
 * The generator output of the newest delivery in a walk.
 *
 * @param copies commits of generator output that are known otherwise: a squash keeps the trailer but not the parent
 */
export function newestDelivery(
  commits: readonly HistoryCommit[],
  copies: ReadonlySet<string>,
): string | undefined {
  return commits.find(
    ({ generated, parents }) =>
      generated !== undefined && (parents.includes(generated) || copies.has(generated)),
  )?.generated;
}
