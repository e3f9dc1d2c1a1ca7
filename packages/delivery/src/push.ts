import { DeliveryError } from './error.ts';
import { classifyTransfer, lastWords } from './git-error.ts';
import { runGit, type GitResult } from './git.ts';
import { lookAt, type Connection } from './look.ts';
import { branchRef } from './remote.ts';

/** One branch to move. */
export interface PushedRef {
  readonly branch: string;
  readonly commit: string;
  /** Where the branch must still be. @default it must not exist */
  readonly expected?: string;
}

/** What became of a push. */
export interface PushResult {
  /**
   * `outrun`: somebody else was faster, look again. `there`: somebody made the very same commit in the same second.
   */
  readonly kind: 'pushed' | 'there' | 'outrun';
  /** Branches that moved. */
  readonly branches: ReadonlySet<string>;
  /** Whether the remote can move several branches as one. */
  readonly atomic: boolean;
}

const outrun =
  /non-fast-forward|fetch first|stale info|failed to update ref|cannot lock ref|incorrect old value|already exists|failed to lock|needs force|atomic transaction failed/i;

/**
 * Moves branches of the remote, never back: each must still be where we saw it, and only follow its own history.
 *
 * @param refs the first one decides; the others are copies for the day that a squash drops a commit: good to have, no
 *   reason to fail
 * @param atomic whether to try to move them as one
 * @param racing whether somebody else was faster before: then it is worth to send it by this process
 * @throws {DeliveryError} `push-refused` with the words of a hook or a policy, or why the remote can't be reached
 */
export async function push(
  connection: Connection,
  refs: readonly [PushedRef, ...PushedRef[]],
  atomic: boolean,
  racing = false,
): Promise<PushResult> {
  const [first, ...others] = refs;
  let capable = atomic;
  const quick = racing ? await pushQuickly(connection, first) : 'unsent';
  if (quick === 'outrun') return lost(atomic);
  if (quick === 'pushed')
    return { kind: quick, branches: await withCopies(connection, first, others), atomic };
  let unclear = quick === 'unclear';
  if (atomic && others.length > 0) {
    const together = await run(connection, refs, ['--atomic']);
    const [flag, status] = statusOf(together, first);
    if (together.code === 0)
      return { kind: flag === '=' && !unclear ? 'there' : 'pushed', branches: namesOf(refs), atomic };
    if (status !== undefined && outrun.test(status) && !status.includes('atomic')) return lost(atomic);
    capable = !/does not support --?atomic/.test(together.stderr);
    unclear ||= status === undefined && capable;
  }
  const alone = await run(connection, [first], []);
  // After an answer that got lost, the commit that is there already is ours.
  const there = statusOf(alone, first)[0] === '=' && !unclear;
  if (alone.code !== 0 && (await judge(connection, alone, first)) === 'outrun') return lost(capable);
  const kind = there ? 'there' : 'pushed';
  return { kind, branches: await withCopies(connection, first, others), atomic: capable };
}

/** A push in one request; what is not clear after it is for git to find out, and to say. */
async function pushQuickly(
  connection: Connection,
  ref: PushedRef,
): Promise<'pushed' | 'outrun' | 'unsent' | 'unclear'> {
  const { pushOverHttp } = await import('./push-over-http.ts');
  const verdict = await pushOverHttp(connection, ref);
  if (typeof verdict === 'string') return verdict;
  if (verdict.refusal === undefined) return 'pushed';
  return outrun.test(verdict.refusal) ? 'outrun' : 'unsent';
}

/** Moves the copies too, once the first one has moved. @returns the branches that moved */
async function withCopies(
  connection: Connection,
  first: PushedRef,
  others: readonly PushedRef[],
): Promise<ReadonlySet<string>> {
  const copies = others.length > 0 ? await run(connection, others, []).catch(() => undefined) : undefined;
  return namesOf(copies?.code === 0 ? [first, ...others] : [first]);
}

function lost(atomic: boolean): PushResult {
  return { kind: 'outrun', branches: new Set(), atomic };
}

function namesOf(refs: readonly PushedRef[]): ReadonlySet<string> {
  return new Set(refs.map(({ branch }) => branch));
}

function run(
  connection: Connection,
  refs: readonly PushedRef[],
  flags: readonly string[],
): Promise<GitResult> {
  const { mirror, remote, credential, signal } = connection;
  return runGit({
    gitDirectory: mirror,
    arguments: [
      ...['-c', 'pack.threads=1', '-c', 'http.postBuffer=67108864'],
      ...['push', '--porcelain', '--no-verify', '--no-thin', ...flags],
      ...refs.map(({ branch, expected }) => `--force-with-lease=${branchRef(branch)}:${expected ?? ''}`),
      remote.url,
      ...refs.map(({ branch, commit }) => `${commit}:${branchRef(branch)}`),
    ],
    environment: remote.environment,
    timeLimit: 600_000,
    ...(credential && { credential: credential() }),
    ...(signal && { signal }),
  });
}

async function judge(
  connection: Connection,
  result: GitResult,
  ref: PushedRef,
): Promise<'outrun' | 'arrived'> {
  const { remote, mirror } = connection;
  const [, status] = statusOf(result, ref);
  if (status === undefined) {
    const error = await classifyTransfer(remote, result, mirror);
    // The connection may have been cut after the remote had done its part.
    const seen = await lookAt(connection).catch(() => undefined);
    if (seen?.heads.get(ref.branch) === ref.commit) return 'arrived';
    throw error;
  }
  if (outrun.test(status)) return 'outrun';
  const words = lastWords(result.stderr.replaceAll(/^(error: failed to push|hint:).*$/gm, ''));
  throw new DeliveryError({
    code: 'push-refused',
    message: `${remote.url} refused the push to ${ref.branch}: ${status}; it said: ${words}.`,
    next: 'Do what the refusal asks for, or deliver by a pull request (--via pull-request).',
  });
}

// git-push(1), "OUTPUT": <flag> \t <from>:<to> \t <summary> (<reason>)
function statusOf(result: GitResult, { branch }: PushedRef): readonly [flag?: string, refusal?: string] {
  const [flag, , summary] =
    result.stdout
      .toString('utf8')
      .split('\n')
      .map((text) => text.split('\t'))
      .find(([, refs]) => refs?.endsWith(`:${branchRef(branch)}`)) ?? [];
  if (flag === undefined) return [];
  return flag === '!' && summary !== undefined ? [flag, summary] : [flag];
}
