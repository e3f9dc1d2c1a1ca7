import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, KeyRing } from '../credentials/caller.ts';
import { checkGitLogin } from '../signature/git-password.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { explainRefusal } from './git-refusal.ts';
import type { RepositoryAddress } from './repository-store.ts';
import { lastConfigured, listRepositories } from './repository-store.ts';

/** Where a request came in, and what it is checked against. */
export interface AdmissionOptions {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  readonly host: string;
  readonly region: string;
}

/** A Git request that may go on to git. */
export interface AdmittedRequest {
  readonly service: 'git-upload-pack' | 'git-receive-pack';
  /** Whether refs are asked for (`info/refs`), before the exchange itself. */
  readonly advertise: boolean;
  readonly repository: RepositoryAddress;
  readonly caller: Caller;
  /** See `lastConfigured`. */
  readonly configured: number;
}

const ROUTE = /^\/v1\/repos\/([^/]+)\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/**
 * Checks address, login and repository of a request, as CodeCommit does.
 *
 * @returns undefined if it was refused, and answered with a sentence.
 */
export async function admit(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { state, ring, host, region }: AdmissionOptions,
): Promise<AdmittedRequest | undefined> {
  const refuse = (status: number, sentence: string): undefined => {
    // As plain text git shows it to the user, behind "remote:".
    outgoing.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    outgoing.end(`${sentence}\n`);
  };
  const url = new URL(incoming.url ?? '/', `https://${host}`);
  const [, name, operation] = ROUTE.exec(url.pathname) ?? [];
  const advertise = operation === 'info/refs';
  const service = advertise ? url.searchParams.get('service') : operation;
  if (!name || !isService(service) || incoming.method !== (advertise ? 'GET' : 'POST')) {
    const asked = `${incoming.method ?? ''} ${url.pathname}`;
    return refuse(404, `CodeCommit has no ${asked}: expected the address of a repository, /v1/repos/<name>.`);
  }
  const given = basicLogin(incoming.headers.authorization);
  if (!given) {
    outgoing.setHeader('www-authenticate', `Basic realm="${host}"`);
    return refuse(401, 'Git on CodeCommit needs a user name and a password made by a credential helper.');
  }
  const login = { ...given, host, region, path: `/v1/repos/${name}` };
  const caller = checkGitLogin(ring, login);
  if (typeof caller === 'string') {
    const repositories = await listRepositories(state, { account: ring.account, region });
    return refuse(403, explainRefusal({ ring, login, problem: caller, repositories }));
  }
  const repository = { account: caller.account, region, name };
  const configured = await lastConfigured(state, repository);
  if (configured === undefined) {
    const missing = `${name} does not exist in account ${caller.account}, region ${region}`;
    const make = `aws codecommit create-repository --repository-name ${name}`;
    return refuse(404, `RepositoryDoesNotExistException: ${missing}. Make it with: ${make}`);
  }
  return { service, advertise, repository, caller, configured };
}

function isService(text: string | null | undefined): text is AdmittedRequest['service'] {
  return text === 'git-upload-pack' || text === 'git-receive-pack';
}

function basicLogin(
  header: string | undefined,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  const decoded = encoded ? Buffer.from(encoded, 'base64').toString() : '';
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
