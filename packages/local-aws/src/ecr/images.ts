import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { NamedResource } from '../aws/arn.ts';
import { AwsException } from '../json-api/aws-exception.ts';
import type { EcrContext } from './context.ts';
import { readImageRepository } from './image-repository.ts';
import type { Manifest } from './oci-registry.ts';
import type { ImageRecord } from './put-manifest.ts';
import { imageRecordFile } from './put-manifest.ts';

/** An image of a repository. */
export interface Image extends Manifest {
  readonly tags: readonly string[];
  /** Milliseconds since 1970; undefined if it did not come through ECR. */
  readonly pushed: number | undefined;
}

/** Which images are asked for. */
export interface ImageQuery {
  readonly repositoryName: string;
  readonly registryId?: string | undefined;
  readonly filter?: { readonly tagStatus?: 'TAGGED' | 'UNTAGGED' | 'ANY' | undefined } | undefined;
}

/**
 * Images of a repository, by digest.
 *
 * @throws AwsException if the repository does not exist or there is no registry to ask.
 */
export async function findImages(context: EcrContext, query: ImageQuery): Promise<Image[]> {
  const { state, caller, region, registry } = context;
  const repository = { account: query.registryId ?? caller.account, region, name: query.repositoryName };
  if (!(await readImageRepository(state, repository))) throw noSuchRepository(repository);
  if (!registry) {
    const message = 'Local AWS has no OCI registry behind ECR. Start it with the address of one.';
    throw new AwsException('ServerException', message, 503);
  }
  const tags = await registry.tags(repository.name);
  const records = await pushedDigests(context, repository);
  const images = new Map<string, Manifest & { tags: string[] }>();
  const found = await Promise.all(
    [...tags, ...records].map((reference) => registry.manifest(repository.name, reference)),
  );
  found.forEach((manifest, index) => {
    if (!manifest) return;
    const image = images.get(manifest.digest) ?? { ...manifest, tags: [] };
    const tag = tags[index];
    if (tag !== undefined) image.tags.push(tag);
    images.set(manifest.digest, image);
  });
  const wanted = query.filter?.tagStatus ?? 'ANY';
  const selected = [...images.values()].filter(
    (image) => wanted === 'ANY' || (wanted === 'TAGGED') === image.tags.length > 0,
  );
  const dated = selected.map(async (image) => ({
    ...image,
    pushed: await pushedAt(context, repository, image.digest),
  }));
  return (await Promise.all(dated)).sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

/** The error for a repository that is not there. */
export function noSuchRepository({ account, name }: NamedResource): AwsException {
  const message = `The repository with name '${name}' does not exist in the registry with id '${account}'`;
  return new AwsException('RepositoryNotFoundException', message);
}

async function pushedDigests({ state }: EcrContext, repository: NamedResource): Promise<string[]> {
  const files = await readdir(dirname(imageRecordFile(state, repository, 'sha256:'))).catch(
    () => [] as string[],
  );
  return files
    .flatMap((file) => /^sha256-([0-9a-f]{64})\.json$/.exec(file)?.[1] ?? [])
    .map((hex) => `sha256:${hex}`);
}

async function pushedAt(
  { state }: EcrContext,
  repository: NamedResource,
  digest: string,
): Promise<number | undefined> {
  const text = await readFile(imageRecordFile(state, repository, digest), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as ImageRecord).pushed;
}
