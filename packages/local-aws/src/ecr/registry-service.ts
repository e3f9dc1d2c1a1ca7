import type { IncomingMessage, ServerResponse } from 'node:http';
import type { NamedResource } from '../aws/arn.ts';
import type { LocalAwsTarget } from '../aws/target.ts';
import { registryHost } from '../aws/target.ts';
import type { KeyRing } from '../credentials/caller.ts';
import type { AwsEvent } from '../events/aws-event.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { handOn } from './hand-on.ts';
import { readImageRepository } from './image-repository.ts';
import { putManifest } from './put-manifest.ts';
import type { OciRegistry } from './oci-registry.ts';
import { refuse } from './registry-error.ts';
import type { TokenProblem } from './registry-token.ts';
import { checkToken } from './registry-token.ts';

/** What an account's registry needs. */
export interface RegistryServiceOptions {
  readonly state: StateDirectory;
  readonly ring: KeyRing;
  /** The registry behind; undefined if none was given. */
  readonly registry: OciRegistry | undefined;
  readonly publish: (event: AwsEvent) => void;
}

const ROUTE = /^\/v2\/(.+?)\/(manifests\/[^/]+|blobs\/uploads\/.*|blobs\/[^/]+|tags\/list|referrers\/[^/]+)$/;

/** Answers the OCI distribution API of an account's registry: checks token and repository, then hands on. */
export async function handleRegistry(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  target: LocalAwsTarget,
  options: RegistryServiceOptions,
): Promise<void> {
  const host = registryHost(target);
  const url = new URL(incoming.url ?? '/', `https://${host}`);
  const password = awsPassword(incoming.headers.authorization);
  if (password === undefined) {
    outgoing.setHeader('www-authenticate', `Basic realm="https://${host}/",service="ecr.amazonaws.com"`);
    return refuse(
      outgoing,
      401,
      'UNAUTHORIZED',
      'Log in as the user AWS with a token of ECR: aws ecr get-login-password.',
    );
  }
  const problem = checkToken(options.ring.credentials, target, password);
  if (problem) return refuse(outgoing, 403, 'DENIED', explain(problem, host));
  if (/^\/v2\/?$/.test(url.pathname)) {
    outgoing.writeHead(200, {
      'docker-distribution-api-version': 'registry/2.0',
      'content-type': 'application/json',
    });
    outgoing.end('{}');
    return;
  }
  const [, name, operation] = ROUTE.exec(url.pathname) ?? [];
  if (!name || !operation) return refuse(outgoing, 404, 'UNSUPPORTED', `ECR has no ${url.pathname}.`);
  if (incoming.method === 'DELETE' && !operation.startsWith('blobs/uploads/')) {
    return refuse(outgoing, 405, 'UNSUPPORTED', 'Images are deleted by the API of ECR, not here.');
  }
  const repository: NamedResource = { account: target.account, region: target.region, name };
  const record = await readImageRepository(options.state, repository);
  if (!record) {
    const message = `The repository with name '${name}' does not exist in the registry with id '${target.account}'. Make it with: aws ecr create-repository --repository-name ${name}`;
    return refuse(outgoing, 404, 'NAME_UNKNOWN', message);
  }
  if (!options.registry) {
    const message =
      'Local AWS has no OCI registry behind ECR. Start it with the address of one, for example http://127.0.0.1:5000.';
    return refuse(outgoing, 503, 'UNAVAILABLE', message);
  }
  const { registry } = options;
  try {
    if (incoming.method === 'PUT' && operation.startsWith('manifests/')) {
      const reference = decodeURIComponent(operation.slice('manifests/'.length));
      return await putManifest(incoming, outgoing, { ...options, registry, repository, record, reference });
    }
    await handOn(incoming, outgoing, registry, host);
  } catch (error) {
    if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy();
    return refuse(outgoing, 502, 'UNAVAILABLE', error instanceof Error ? error.message : String(error));
  }
}

function awsPassword(header: string | undefined): string | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1];
  const decoded = encoded ? Buffer.from(encoded, 'base64').toString() : '';
  return decoded.startsWith('AWS:') ? decoded.slice('AWS:'.length) : undefined;
}

function explain(problem: TokenProblem, host: string): string {
  if (problem === 'expired') return 'Your authorization token has expired. Reauthenticate and try again.';
  if (problem === 'malformed')
    return 'The token was not issued by this local AWS. Get one: aws ecr get-login-password.';
  const { account, region } = problem.madeFor;
  return `The token is for the account ${account} in ${region}, not for ${host}.`;
}
