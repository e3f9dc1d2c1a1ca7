import { advertisedHeads } from './advertised-heads.ts';
import { gitOverHttp, speaksHttp } from './git-over-http.ts';
import type { Connection, RemoteHeads } from './look.ts';

/** Milliseconds after which git is asked instead: it waits longer, and can say what is wrong. */
const answerWithin = 10_000;

/**
 * Asks a remote for its branches in this process: what `git ls-remote` does, without its two programs and without the
 * request that a server must first refuse before git tells it the password.
 *
 * @returns nothing when the remote is not spoken to over HTTP, or gives any answer but its branches: git has then to ask
 *   again, and to say why
 */
export async function lookOverHttp(connection: Connection): Promise<RemoteHeads | undefined> {
  if (!speaksHttp(connection.remote)) return undefined;
  const answer = await gitOverHttp({
    connection,
    path: 'info/refs?service=git-upload-pack',
    answer: 'application/x-git-upload-pack-advertisement',
    timeLimit: answerWithin,
  }).catch(() => undefined);
  return answer && advertisedHeads(answer);
}
