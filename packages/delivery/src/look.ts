import { DeliveryError } from './error.ts';
import { classifyRemote } from './git-error.ts';
import { runGit } from './git.ts';
import { branchRef, type Remote } from './remote.ts';

/** What a delivery needs to know to talk to a remote. */
export interface Connection {
  readonly remote: Remote;
  readonly mirror: string;
  /** A fresh answer to git's question for a password. @default the remote asks for none */
  readonly credential?: () => Promise<string>;
  readonly signal?: AbortSignal;
}

/** Branches of a remote and where they stand. */
export interface RemoteHeads {
  readonly heads: ReadonlyMap<string, string>;
  /** Branch that HEAD names. */
  readonly defaultBranch?: string;
}

/**
 * Asks a remote for its branches: one request, or a `git ls-remote` where that is not to be had.
 *
 * @throws {DeliveryError} when the remote can't be asked
 */
export async function lookAt(connection: Connection): Promise<RemoteHeads> {
  const { lookOverHttp } = await import('./look-over-http.ts');
  return (await lookOverHttp(connection)) ?? lookByGit(connection);
}

/**
 * Asks a remote for its branches in a process of its own, which goes on while this one is busy: one `git ls-remote`.
 *
 * @throws {DeliveryError} when the remote can't be asked
 */
export async function lookByGit(connection: Connection): Promise<RemoteHeads> {
  const { remote, mirror, credential, signal } = connection;
  const result = await runGit({
    // The newer protocol would take two requests for what the old one says in its first answer.
    arguments: ['-c', 'protocol.version=0', 'ls-remote', '--symref', remote.url, 'HEAD', 'refs/heads/*'],
    environment: remote.environment,
    ...(credential && { credential: credential() }),
    ...(signal && { signal }),
  });
  if (result.code !== 0) throw await classifyRemote(remote, result, mirror);
  const heads = new Map<string, string>();
  let defaultBranch: string | undefined;
  for (const line of result.stdout.toString('utf8').split('\n')) {
    const [left = '', right = ''] = line.split('\t');
    if (left.startsWith('ref: refs/heads/') && right === 'HEAD')
      defaultBranch = left.slice('ref: refs/heads/'.length);
    else if (right.startsWith('refs/heads/')) heads.set(right.slice('refs/heads/'.length), left);
  }
  return { heads, ...(defaultBranch !== undefined && { defaultBranch }) };
}

/**
 * Refuses a repository that has branches, but not the one that is delivered to.
 *
 * @throws {DeliveryError} `branch-missing`
 */
export function requireBranch(remote: Remote, seen: RemoteHeads): void {
  if (seen.heads.has(remote.branch) || seen.heads.size === 0) return;
  const names = [...seen.heads.keys()].map((name) =>
    name === seen.defaultBranch ? `${name} (default)` : name,
  );
  throw new DeliveryError({
    code: 'branch-missing',
    message: `${remote.url} has no branch ${remote.branch}; it has ${names.join(', ')}.`,
    next: `Name the right branch in the model, or create ${branchRef(remote.branch)} in the repository.`,
  });
}
