import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { LocalAwsError } from '../local-aws-error.ts';

/** A request to the registry. */
export interface RegistryRequest {
  readonly method: string;
  /** Path with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: Uint8Array | IncomingMessage;
  readonly signal?: AbortSignal;
}

/** A manifest as the registry holds it. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  /** Bytes of what it refers to, compressed. */
  readonly size: number;
  readonly artifactType?: string;
}

const MANIFESTS = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

interface ManifestBody {
  readonly mediaType?: string;
  readonly artifactType?: string;
  readonly config?: { readonly size: number; readonly mediaType?: string };
  readonly layers?: readonly { readonly size: number }[];
  readonly manifests?: readonly { readonly size: number }[];
}

/** The OCI registry behind ECR (https://github.com/opencontainers/distribution-spec). */
export class OciRegistry {
  readonly address: string;
  // Of its own, so that no proxy of the environment comes between, and with a bound on what is asked at once.
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(address: string) {
    this.address = address.replace(/\/$/, '');
  }

  /** @throws LocalAwsError that names the registry when it can't be reached. */
  send({ method, path, headers, body, signal }: RegistryRequest): Promise<IncomingMessage> {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.address}${path}`, {
        method,
        headers: given,
        agent: this.#agent,
        ...(signal && { signal }),
      });
      outgoing.once('response', resolve);
      outgoing.once('error', (error) =>
        reject(
          new LocalAwsError(
            'registry-failed',
            `The OCI registry at ${this.address} can't be reached: ${error.message}. Start it, or start local AWS with another one.`,
          ),
        ),
      );
      if (body === undefined || body instanceof Uint8Array) outgoing.end(body);
      else body.pipe(outgoing);
    });
  }

  /** Tags of a repository; none if the registry does not know it. */
  async tags(repository: string): Promise<string[]> {
    const { status, body } = await this.#get(`/v2/${repository}/tags/list`, 'application/json');
    return status === 200
      ? ((JSON.parse(body.toString()) as { readonly tags?: string[] | null }).tags ?? [])
      : [];
  }

  /** What a tag or digest stands for; undefined if for nothing. */
  async manifest(repository: string, reference: string): Promise<Manifest | undefined> {
    const { status, headers, body } = await this.#get(`/v2/${repository}/manifests/${reference}`, MANIFESTS);
    return status === 200 ? describeManifest(body, headers['content-type']) : undefined;
  }

  /** Closes idle connections. */
  close(): void {
    this.#agent.destroy();
  }

  async #get(
    path: string,
    accept: string,
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }> {
    const response = await this.send({ method: 'GET', path, headers: { accept } });
    return { status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) };
  }
}

/** What a manifest says about itself. */
export function describeManifest(body: Uint8Array, contentType = ''): Manifest {
  const {
    mediaType,
    artifactType,
    config,
    layers = [],
    manifests = [],
  } = JSON.parse(Buffer.from(body).toString()) as ManifestBody;
  const artifact = artifactType ?? config?.mediaType;
  return {
    digest: `sha256:${createHash('sha256').update(body).digest('hex')}`,
    mediaType: mediaType ?? contentType,
    size: [config ?? { size: 0 }, ...layers, ...manifests].reduce((sum, { size }) => sum + size, 0),
    ...(artifact && { artifactType: artifact }),
  };
}
