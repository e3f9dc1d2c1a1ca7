import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { pack } from 'tar-stream';
import type { LocalAwsTarget } from '../../aws/target.ts';
import { registryHost } from '../../aws/target.ts';
import { createImageRepository } from '../../ecr/image-repository.ts';
import type { OciRegistry } from '../../ecr/oci-registry.ts';
import { LocalAwsError } from '../../local-aws-error.ts';
import type { StateDirectory } from '../../state/state-directory.ts';
import type { ImageEntry } from './base-image-files.ts';
import { baseImageFiles } from './base-image-files.ts';

/** ECR repository of the image that builds start from. */
const REPOSITORY = 'local/node';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Where the image is put. */
export interface BaseImageOptions {
  readonly state: StateDirectory;
  readonly target: LocalAwsTarget;
  readonly registry: OciRegistry;
}

/**
 * Makes sure that the registry has an image with the Node.js, npm and libraries of this machine, since none can be had
 * from elsewhere. The same machine makes the same image, and pushes it once.
 *
 * @returns its name, as a Dockerfile takes it after FROM.
 * @throws LocalAwsError when it can't be made or pushed.
 */
export async function ensureBaseImage({ state, target, registry }: BaseImageOptions): Promise<string> {
  const files = await baseImageFiles();
  const tag = `${process.versions.node}-${digestOf(files)}`;
  const { account, region } = target;
  await createImageRepository(state, { account, region, name: REPOSITORY }, { immutableTags: true });
  if ((await registry.manifest(REPOSITORY, tag)) === undefined) await push(registry, tag, files);
  return `${registryHost(target)}/${REPOSITORY}:${tag}`;
}

function digestOf(files: readonly ImageEntry[]): string {
  const hash = createHash('sha256');
  for (const entry of files) {
    hash.update(`${entry.kind} ${entry.path} ${entry.kind === 'link' ? entry.target : entry.mode}\0`);
    if (entry.kind === 'file') hash.update(entry.content);
  }
  return hash.digest('hex').slice(0, 12);
}

async function push(registry: OciRegistry, tag: string, files: readonly ImageEntry[]): Promise<void> {
  const tar = await archive(files);
  // The lowest level: it goes over loopback only, and is waited for.
  const layer = await promisify(gzip)(tar, { level: 1 });
  const config = Buffer.from(
    JSON.stringify({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: {
        Env: [
          'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          `NODE_VERSION=${process.versions.node}`,
        ],
        Cmd: ['node'],
        Labels: {
          'org.opencontainers.image.title': 'node',
          'org.opencontainers.image.version': process.versions.node,
          'org.opencontainers.image.description':
            'Node.js, npm and the libraries of the machine that made it',
        },
      },
      rootfs: { type: 'layers', diff_ids: [sha256(tar)] },
      history: [{ created_by: 'Tideway local AWS' }],
    }),
  );
  for (const blob of [layer, config]) await pushBlob(registry, blob);
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MANIFEST,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: sha256(config),
        size: config.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: sha256(layer),
          size: layer.length,
        },
      ],
    }),
  );
  await send(registry, 'PUT', `/v2/${REPOSITORY}/manifests/${tag}`, manifest, MANIFEST);
}

async function archive(files: readonly ImageEntry[]): Promise<Buffer> {
  const tar = pack();
  const bytes = buffer(tar);
  for (const entry of files) {
    // Without times and owners of this machine: what is in it decides its digest.
    const header = { name: entry.path, mtime: new Date(0), uid: 0, gid: 0 };
    if (entry.kind === 'folder') tar.entry({ ...header, type: 'directory', mode: entry.mode });
    else if (entry.kind === 'link')
      tar.entry({ ...header, type: 'symlink', linkname: entry.target, mode: 0o777 });
    else tar.entry({ ...header, mode: entry.mode, size: entry.content.length }, Buffer.from(entry.content));
  }
  tar.finalize();
  return await bytes;
}

async function pushBlob(registry: OciRegistry, bytes: Buffer): Promise<void> {
  const location = await send(registry, 'POST', `/v2/${REPOSITORY}/blobs/uploads/`);
  const upload = new URL(location, registry.address);
  upload.searchParams.set('digest', sha256(bytes));
  await send(registry, 'PUT', `${upload.pathname}${upload.search}`, bytes, 'application/octet-stream');
}

async function send(
  registry: OciRegistry,
  method: string,
  path: string,
  body: Buffer = Buffer.alloc(0),
  type = 'application/octet-stream',
): Promise<string> {
  const response = await registry.send({
    method,
    path,
    headers: { 'content-type': type, 'content-length': String(body.length) },
    body,
  });
  const said = (await buffer(response)).toString();
  if ((response.statusCode ?? 500) < 300) return response.headers.location ?? '';
  throw new LocalAwsError(
    'registry-failed',
    `The OCI registry at ${registry.address} refused ${method} ${path}: ${response.statusCode} ${said}. Look at the log of the registry.`,
  );
}

function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
