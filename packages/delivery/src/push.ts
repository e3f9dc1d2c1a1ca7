import { setTimeout as sleep } from 'node:timers/promises';
import { DeliveryError } from './error.ts';
import { classifyRemote, lastWords } from './git-error.ts';
import { runGit, type GitResult } from './git.ts';
import type { Connection } from './look.ts';
import { branchRef } from './remote.ts';

/** One branch to move. */
export interface PushedRef {
  readonly branch: string;
  readonly commit: string;
  /** Where the branch must still be. @default it must not exist */
  readonly expected?: string;
}

/** `pushed`, `pushed-first`: only the first branch, or `outrun`: somebody else was faster, look again. */
export type PushResult = 'pushed' | 'pushed-first' | 'outrun';

const outrun =
  /non-fast-forward|fetch first|stale info|failed to update ref|cannot lock ref|incorrect old value|already exists|failed to lock|needs force|atomic transaction failed/i;

/**
 * Moves branches of the remote, never back: each must still be where we saw it, and only follow its own history.
 *
 * @param refs the first one decides; the others are moved together with it where the remote can do that
 * @throws {DeliveryError} `push-refused` with the words of a hook or a policy, or why the remote can't be reached
 */
export async function push(connection: Connection, refs: readonly PushedRef[]): Promise<PushResult> {
  const [first, ...others] = refs;
  if (first === undefined) return 'pushed';
  if (others.length > 0) {
    const together = await run(connection, refs, ['--atomic']);
    if (together.code === 0) return 'pushed';
    const status = statusOf(together, first);
    if (status !== undefined && outrun.test(status) && !status.includes('atomic')) return 'outrun';
  }
  const alone = await run(connection, [first], []);
  const verdict = alone.code === 0 ? 'pushed' : judge(connection, alone, first);
  if (verdict === 'pushed') {
    // A copy for the day that a squash drops the delivery commit: good to have, no reason to fail.
    if (others.length === 0) return 'pushed';
    const copy = await run(connection, others, []).catch(() => undefined);
    return copy?.code === 0 ? 'pushed' : 'pushed-first';
  }
  return verdict;
}

/** Waits before another attempt, longer each time, and never for as long as anybody else. */
export async function waitForAnother(attempt: number, signal: AbortSignal | undefined): Promise<void> {
  const limit = Math.min(2_000, 25 * 2 ** attempt);
  await sleep(limit / 2 + (Math.random() * limit) / 2, undefined, signal && { signal }).catch(
    () => undefined,
  );
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
      ...['push', '--porcelain', '--no-verify', ...flags],
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

function judge(connection: Connection, result: GitResult, ref: PushedRef): PushResult {
  const { remote, mirror } = connection;
  const status = statusOf(result, ref);
  if (status === undefined) throw classifyRemote(remote, result, mirror);
  if (outrun.test(status)) return 'outrun';
  const words = lastWords(result.stderr.replaceAll(/^(error: failed to push|hint:).*$/gm, ''));
  throw new DeliveryError({
    code: 'push-refused',
    message: `${remote.url} refused the push to ${ref.branch}: ${status}${words === '' ? '' : `; it said: ${words}`}.`,
    next: 'Do what the refusal asks for, or deliver by a pull request (--via pull-request).',
  });
}

// git-push(1), "OUTPUT": <flag> \t <from>:<to> \t <summary> (<reason>)
function statusOf(result: GitResult, { branch }: PushedRef): string | undefined {
  const line = result.stdout
    .toString('utf8')
    .split('\n')
    .map((text) => text.split('\t'))
    .find(([flag, refs]) => flag === '!' && refs?.endsWith(`:${branchRef(branch)}`));
  return line?.[2];
}
