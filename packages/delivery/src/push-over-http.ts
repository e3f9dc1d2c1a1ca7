import { gitOverHttp, speaksHttp } from './git-over-http.ts';
import { runGit } from './git.ts';
import type { Connection } from './look.ts';
import { noObject } from './object-id.ts';
import { packetLine, packetLines } from './packet-lines.ts';
import type { PushedRef } from './push.ts';
import { branchRef } from './remote.ts';

/** Bytes of a pack that git may better send itself, in parts. */
const largestPack = 32 * 1024 * 1024;

/** Milliseconds for the remote to take a push. */
const answerWithin = 60_000;

/**
 * What became of it: `unsent` when it can't be done here and nothing has happened, `unclear` when nobody knows, and else
 * what the remote said: nothing if it took it.
 */
export type QuickPush = 'unsent' | 'unclear' | { readonly refusal?: string };

/**
 * Moves one branch of a remote by one request of this process, for whoever is in a race: `git push` takes five programs
 * and three requests for it, and somebody who pushes all the time is faster than that.
 *
 * The remote compares and swaps: the branch moves only if it still stands where it is expected. Two branches are never
 * sent at once: a remote that does not know how to move them as one would move the one and refuse the other.
 */
export async function pushOverHttp(connection: Connection, ref: PushedRef): Promise<QuickPush> {
  if (!speaksHttp(connection.remote)) return 'unsent';
  const pack = await packOf(connection, ref);
  if (pack === undefined) return 'unsent';
  const command = `${ref.expected ?? noObject} ${ref.commit} ${branchRef(ref.branch)}\0 report-status agent=git/2-tideway`;
  const answer = await gitOverHttp({
    connection,
    path: 'git-receive-pack',
    answer: 'application/x-git-receive-pack-result',
    body: {
      type: 'application/x-git-receive-pack-request',
      bytes: Buffer.concat([packetLine(command), Buffer.from('0000'), pack]),
    },
    timeLimit: answerWithin,
  }).catch(() => undefined);
  return (answer && verdictOf(answer, ref)) ?? 'unclear';
}

/** Everything that the remote lacks, as one pack. */
async function packOf(
  { mirror, signal }: Connection,
  { commit, expected }: PushedRef,
): Promise<Buffer | undefined> {
  const { code, stdout } = await runGit({
    gitDirectory: mirror,
    arguments: [
      ...['-c', 'pack.threads=1', '-c', 'pack.compression=1'],
      ...['pack-objects', '--revs', '--stdout', '--quiet', '--window=0'],
    ],
    input: `${commit}\n${expected === undefined ? '' : `^${expected}\n`}`,
    ...(signal && { signal }),
  });
  return code === 0 && stdout.length <= largestPack ? stdout : undefined;
}

// gitprotocol-pack(5), "Report Status".
function verdictOf(answer: Buffer, { branch }: PushedRef): QuickPush | undefined {
  const [first, ...lines] = packetLines(answer) ?? [];
  const ref = branchRef(branch);
  if (first !== 'unpack ok') return undefined;
  if (lines.includes(`ok ${ref}`)) return {};
  const refused = lines.find((line) => line?.startsWith(`ng ${ref} `));
  return refused === undefined ? undefined : { refusal: refused.slice(`ng ${ref} `.length) };
}
