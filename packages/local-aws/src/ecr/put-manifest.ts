import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { NamedResource } from '../aws/arn.ts';
import { registryHost } from '../aws/target.ts';
import type { AwsEvent } from '../events/aws-event.ts';
import { awsEvent } from '../events/aws-event.ts';
import { createFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import type { ImageRepositoryRecord } from './image-repository.ts';
import { imageRepositoryFolder } from './image-repository.ts';
import type { Manifest, OciRegistry } from './oci-registry.ts';
import { describeManifest } from './oci-registry.ts';
import { refuse } from './registry-error.ts';

/** A manifest that is pushed. */
export interface ManifestPush {
  readonly state: StateDirectory;
  readonly registry: OciRegistry;
  readonly repository: NamedResource;
  readonly record: ImageRepositoryRecord;
  /** Tag or digest. */
  readonly reference: string;
  readonly publish: (event: AwsEvent) => void;
}

/** When an image was first pushed. */
export interface ImageRecord {
  /** Milliseconds since 1970. */
  readonly pushed: number;
}

const LIMIT_BYTES = 4 * 1024 * 1024;

/** Takes a manifest: the last step of an image's push, and the one that ECR tells others of. */
export async function putManifest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  push: ManifestPush,
): Promise<void> {
  const { registry, repository, reference } = push;
  if (Number(incoming.headers['content-length'] ?? 0) > LIMIT_BYTES) {
    return refuse(outgoing, 413, 'MANIFEST_INVALID', 'The manifest is larger than 4 MB.');
  }
  const body = await buffer(incoming);
  const manifest = parse(body, incoming.headers['content-type']);
  if (!manifest)
    return refuse(outgoing, 400, 'MANIFEST_INVALID', 'The manifest is not JSON of an image or an index.');
  const tag = reference.includes(':') ? undefined : reference;
  if (tag && push.record.immutableTags) {
    const existing = await registry.manifest(repository.name, tag);
    if (existing && existing.digest !== manifest.digest) {
      const message = `The image tag '${tag}' already exists in the '${repository.name}' repository and cannot be overwritten because the repository is immutable.`;
      return refuse(outgoing, 400, 'TAG_INVALID', message);
    }
  }
  const host = registryHost(repository);
  const response = await registry.send({
    method: 'PUT',
    path: incoming.url ?? '/',
    headers: {
      'content-type': incoming.headers['content-type'],
      'content-length': String(body.length),
      host,
      'x-forwarded-proto': 'https',
    },
    body,
  });
  const answer = await buffer(response);
  const status = response.statusCode ?? 502;
  if (status < 300) await recordPush(push, manifest, tag);
  const { location, 'content-type': type } = response.headers;
  outgoing.writeHead(status, {
    ...(type && { 'content-type': type }),
    ...(location && { location: location.replace(registry.address, `https://${host}`) }),
    ...(status < 300 && { 'docker-content-digest': manifest.digest }),
  });
  outgoing.end(answer);
}

/** File in which it is kept when an image was pushed. */
export function imageRecordFile(state: StateDirectory, repository: NamedResource, digest: string): string {
  return join(imageRepositoryFolder(state, repository), 'images', `${digest.replace(':', '-')}.json`);
}

async function recordPush(
  { state, repository, publish }: ManifestPush,
  manifest: Manifest,
  tag?: string,
): Promise<void> {
  const record: ImageRecord = { pushed: Date.now() };
  await createFile({
    path: imageRecordFile(state, repository, manifest.digest),
    content: `${JSON.stringify(record)}\n`,
  });
  const { account, region, name } = repository;
  publish(
    awsEvent({
      'detail-type': 'ECR Image Action',
      source: 'aws.ecr',
      account,
      region,
      resources: [],
      detail: {
        'action-type': 'PUSH',
        result: 'SUCCESS',
        'repository-name': name,
        'image-digest': manifest.digest,
        ...(tag && { 'image-tag': tag }),
        'manifest-media-type': manifest.mediaType,
      },
    }),
  );
}

function parse(body: Uint8Array, contentType: string | undefined): Manifest | undefined {
  try {
    return describeManifest(body, contentType);
  } catch {
    return undefined;
  }
}
