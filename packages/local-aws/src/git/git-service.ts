import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, KeyRing } from '../credentials/caller.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { Advertisements } from './advertisements.ts';
import { Children } from './children.ts';
import type { GitExchange, GitExchangeResult } from './git-exchange.ts';
import { exchange } from './git-exchange.ts';
import type { AdmittedRequest } from './git-request.ts';
import { admit } from './git-request.ts';
import { Maintenance } from './maintenance.ts';
import { followPush } from './push.ts';
import type { RefChange } from './received-refs.ts';
import { ReceivedRefs } from './received-refs.ts';
import type { RepositoryAddress } from './repository-store.ts';
import { repositoryFolder } from './repository-store.ts';
import { removeStaleLocks } from './stale-locks.ts';

/** What the Git side of CodeCommit needs. */
export interface GitServiceOptions {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  /** Longest time for one request. @default 600_000 */
  readonly timeLimitMs?: number;
  /** Called after each push, with what it changed. */
  readonly onPush: (push: Push) => void;
  /** Called when git said something on standard error, or was ended. */
  readonly onTrouble: (repository: RepositoryAddress, result: GitExchangeResult) => void;
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

/** Makes the service; it starts nothing before its first request. */
export function gitService(options: GitServiceOptions): GitService {
  const { state, ring, timeLimitMs = 600_000 } = options;
  const children = new Children();
  const advertisements = new Advertisements();
  const maintenance = new Maintenance(children);
  const unlocked = new Map<string, Promise<void>>();

  const answer = async (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    { repository, caller, service, advertise }: AdmittedRequest,
    listeners: Pick<GitExchange, 'onRequestBody' | 'onResponseBody'>,
  ) => {
    const result = await exchange(incoming, outgoing, {
      service,
      advertise,
      directory: repositoryFolder(state, repository),
      user: caller.arn,
      children,
      timeLimitMs,
      ...listeners,
    });
    if (result.stderr || result.ended) options.onTrouble(repository, result);
  };

  const handle: GitService['handle'] = async (incoming, outgoing, host, region) => {
    const request = await admit(incoming, outgoing, { state, ring, host, region });
    if (!request) return;
    const { repository, caller, configured } = request;
    const folder = repositoryFolder(state, repository);
    if (request.service === 'git-receive-pack' && !request.advertise) {
      if (!unlocked.has(folder)) unlocked.set(folder, removeStaleLocks(folder));
      await unlocked.get(folder);
      const received = new ReceivedRefs();
      await answer(incoming, outgoing, request, {
        onRequestBody: (chunk) => received.request(chunk),
        onResponseBody: (chunk) => received.response(chunk),
      });
      const changes = await followPush(state, repository, received);
      if (changes.length > 0) options.onPush({ repository, caller, changes });
      maintenance.afterPush(folder);
    } else if (request.advertise && Advertisements.isFor(incoming, request.service)) {
      if (advertisements.answer(outgoing, folder, configured)) return;
      await answer(incoming, outgoing, request, {
        onResponseBody: advertisements.listen(outgoing, folder, configured),
      });
    } else {
      await answer(incoming, outgoing, request, {});
    }
  };

  return { handle, close: (graceMs) => children.close(graceMs) };
}
