import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { request as requestTls, type Agent as TlsAgent } from 'node:https';
import { buffer } from 'node:stream/consumers';

/** A registry that takes pushes, by the OCI distribution API. */
export interface PushTarget {
  /** Such as `http://127.0.0.1:5000`, or a registry's real name. */
  readonly url: string;
  /** Agent that reaches it. @default a direct one */
  readonly agent?: TlsAgent;
  /** Value of the Authorization header. @default none */
  readonly authorization?: string;
}

/** A piece of an artifact. */
export interface Blob {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What is pushed under a name. */
export interface Artifact {
  /** Repository, such as `weaveworksdemos/front-end`. */
  readonly repository: string;
  /** @default pushed by digest only */
  readonly tag?: string;
  readonly config: Blob;
  readonly layers: readonly Blob[];
  readonly artifactType?: string;
  /** Manifest that this one belongs to, such as what it signs. */
  readonly subject?: Descriptor;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a registry knows a piece of content by. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const direct = new Agent();

/** Pushes an artifact: its blobs, then its manifest. @returns the manifest's descriptor */
export async function pushArtifact(target: PushTarget, artifact: Artifact): Promise<Descriptor> {
  const { repository, config, layers, tag } = artifact;
  for (const blob of [config, ...layers]) await pushBlob(target, repository, blob.bytes);
  const manifest = {
    schemaVersion: 2,
    mediaType: manifestType,
    ...(artifact.artifactType && { artifactType: artifact.artifactType }),
    config: describe(config),
    layers: layers.map(describe),
    ...(artifact.subject && { subject: artifact.subject }),
    ...(artifact.annotations && { annotations: artifact.annotations }),
  };
  return pushManifest(target, { repository, tag, mediaType: manifestType, content: manifest });
}

/**
 * Lists what belongs to a manifest in the tag that registries without a referrers API use for it.
 *
 * @see https://github.com/opencontainers/distribution-spec, "Referrers tag schema"
 */
export async function pushReferrers(
  target: PushTarget,
  repository: string,
  subject: Descriptor,
  referrers: readonly (Descriptor & { readonly artifactType: string })[],
): Promise<void> {
  const content = { schemaVersion: 2, mediaType: indexType, manifests: referrers };
  const tag = subject.digest.replace(':', '-');
  await pushManifest(target, { repository, tag, mediaType: indexType, content });
}

interface Manifest {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly mediaType: string;
  readonly content: object;
}

async function pushManifest(target: PushTarget, manifest: Manifest): Promise<Descriptor> {
  const { repository, tag, mediaType, content } = manifest;
  const body = Buffer.from(JSON.stringify(content));
  const digest = digestOf(body);
  await send(target, 'PUT', `/v2/${repository}/manifests/${tag ?? digest}`, mediaType, body);
  return { mediaType, digest, size: body.length };
}

async function pushBlob(target: PushTarget, repository: string, bytes: Uint8Array): Promise<void> {
  const headers = await send(target, 'POST', `/v2/${repository}/blobs/uploads/`, undefined, Buffer.alloc(0));
  const place = new URL(headers.location ?? '', target.url);
  place.searchParams.set('digest', digestOf(bytes));
  await send(target, 'PUT', `${place.pathname}${place.search}`, 'application/octet-stream', bytes);
}

function send(
  target: PushTarget,
  method: string,
  path: string,
  mediaType: string | undefined,
  body: Uint8Array,
): Promise<IncomingHttpHeaders> {
  const options = {
    method,
    headers: {
      'content-length': body.length,
      ...(mediaType && { 'content-type': mediaType }),
      ...(target.authorization && { authorization: target.authorization }),
    },
  };
  const url = new URL(path, target.url);
  return new Promise((resolve, reject) => {
    const outgoing = target.agent
      ? requestTls(url, { ...options, agent: target.agent })
      : request(url, { ...options, agent: direct });
    outgoing.once('error', reject);
    outgoing.once('response', (response) => {
      buffer(response).then((answer) => {
        const { statusCode = 0, headers } = response;
        if (statusCode < 300) resolve(headers);
        else reject(new Error(`${method} ${url.href}: ${statusCode} ${answer.toString().slice(0, 300)}`));
      }, reject);
    });
    outgoing.end(body);
  });
}

function describe({ mediaType, bytes, annotations }: Blob): Descriptor & Pick<Blob, 'annotations'> {
  return { mediaType, digest: digestOf(bytes), size: bytes.length, ...(annotations && { annotations }) };
}

/** `sha256:…` of some bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
