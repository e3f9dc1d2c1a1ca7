import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, KeyRing } from '../credentials/caller.ts';
import { checkGitLogin } from '../signature/git-password.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { Children } from './children.ts';
import { explainRefusal } from './git-refusal.ts';
import type { HttpBackendResult } from './http-backend.ts';
import { runHttpBackend } from './http-backend.ts';
import { followPush } from './push.ts';
import type { RefChange } from './received-refs.ts';
import { ReceivedRefs } from './received-refs.ts';
import type { RepositoryAddress } from './repository-store.ts';
import { listRepositories, repositoriesFolder, repositoryExists } from './repository-store.ts';

/** What the Git side of CodeCommit needs. */
export interface GitServiceOptions {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  /** Longest time for one request. @default 600_000 */
  readonly timeLimitMs?: number;
  /** Called after each push, with what it changed. */
  readonly onPush: (push: Push) => void;
  /** Called when git said something on standard error, or was ended. */
  readonly onTrouble: (repository: RepositoryAddress, result: HttpBackendResult) => void;
}

/** Refs that were changed in one go. */
export interface Push {
  readonly repository: RepositoryAddress;
  readonly caller: Caller;
  readonly changes: readonly RefChange[];
}

/** CodeCommit's Git side: smart HTTP, with passwords made by SigV4. */
export interface GitService {
  handle(incoming: IncomingMessage, outgoing: ServerResponse, host: string, region: string): Promise<void>;
  /** Ends the processes of unfinished requests after a moment. */
  close(graceMs: number): Promise<void>;
}

const ROUTE = /^\/v1\/repos\/([^/]+)\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Makes the service; it starts nothing before its first request. */
export function gitService(options: GitServiceOptions): GitService {
  const { state, ring, timeLimitMs = 600_000 } = options;
  const children = new Children();

  const handle: GitService['handle'] = async (incoming, outgoing, host, region) => {
    const url = new URL(incoming.url ?? '/', `https://${host}`);
    const [, name, operation] = ROUTE.exec(url.pathname) ?? [];
    if (!name || !operation || !isSmart(incoming, url, operation)) {
      return answer(
        outgoing,
        404,
        `CodeCommit has no ${incoming.method ?? ''} ${url.pathname}: expected /v1/repos/<name>.`,
      );
    }
    const given = basicLogin(incoming.headers.authorization);
    if (!given) {
      outgoing.setHeader('www-authenticate', `Basic realm="${host}"`);
      return answer(
        outgoing,
        401,
        'Git on CodeCommit needs a user name and a password made by a credential helper.',
      );
    }
    const login = { ...given, host, region, path: `/v1/repos/${name}` };
    const caller = checkGitLogin(ring, login);
    if (typeof caller === 'string') {
      const repositories = await listRepositories(state, { account: ring.account, region });
      return answer(outgoing, 403, explainRefusal({ ring, login, problem: caller, repositories }));
    }
    const repository = { account: caller.account, region, name };
    if (!(await repositoryExists(state, repository))) {
      return answer(
        outgoing,
        404,
        `RepositoryDoesNotExistException: ${name} does not exist in account ${caller.account}, region ${region}. Make it with: aws codecommit create-repository --repository-name ${name}`,
      );
    }
    const received = operation === 'git-receive-pack' ? new ReceivedRefs() : undefined;
    const result = await runHttpBackend(incoming, outgoing, {
      root: repositoriesFolder(state, repository),
      pathInfo: `/${name}.git/${operation}`,
      query: url.search.slice(1),
      user: caller.arn,
      children,
      timeLimitMs,
      ...(received && {
        onRequestBody: (chunk) => received.request(chunk),
        onResponseBody: (chunk) => received.response(chunk),
      }),
    });
    if (result.stderr || result.ended) options.onTrouble(repository, result);
    const changes = received ? await followPush(state, repository, received) : [];
    if (changes.length > 0) options.onPush({ repository, caller, changes });
  };

  return { handle, close: (graceMs) => children.close(graceMs) };
}

function isSmart(incoming: IncomingMessage, url: URL, operation: string): boolean {
  if (operation !== 'info/refs') return incoming.method === 'POST';
  const service = url.searchParams.get('service');
  return incoming.method === 'GET' && (service === 'git-upload-pack' || service === 'git-receive-pack');
}

function basicLogin(
  header: string | undefined,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  const decoded = encoded ? Buffer.from(encoded, 'base64').toString() : '';
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

function answer(outgoing: ServerResponse, status: number, sentence: string): void {
  // As plain text git shows it to the user, line by line after "remote:".
  outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  outgoing.end(`${sentence}\n`);
}
