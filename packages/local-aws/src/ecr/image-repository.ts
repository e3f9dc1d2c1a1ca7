import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedResource } from '../aws/arn.ts';
import { LocalAwsError } from '../local-aws-error.ts';
import { createFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';

/** How an ECR repository is made. */
export interface ImageRepositoryOptions {
  /** Whether a tag keeps the image it was first pushed with. @default false */
  readonly immutableTags?: boolean;
}

/** What ECR knows about a repository besides its images. */
export interface ImageRepositoryRecord {
  readonly immutableTags: boolean;
  /** Milliseconds since 1970. */
  readonly created: number;
}

const NAME = /^(?=.{2,256}$)[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;

/** Whether ECR allows a name, as its API's pattern says. */
export function isImageRepositoryName(name: string): boolean {
  return NAME.test(name);
}

/**
 * Makes an ECR repository.
 *
 * @returns Whether this call made it; false if there is one of that name.
 * @throws LocalAwsError when ECR would not allow the name.
 */
export async function createImageRepository(
  state: StateDirectory,
  address: NamedResource,
  { immutableTags = false }: ImageRepositoryOptions = {},
): Promise<boolean> {
  if (!isImageRepositoryName(address.name)) {
    throw new LocalAwsError(
      'settings-invalid',
      `"${address.name}" can't be the name of an ECR repository: use 2 to 256 lower-case letters, digits, ".", "-", "_" and "/".`,
    );
  }
  const record: ImageRepositoryRecord = { immutableTags, created: Date.now() };
  return await createFile({ path: recordFile(state, address), content: `${JSON.stringify(record)}\n` });
}

/** What is recorded about a repository; undefined if there is none. */
export async function readImageRepository(
  state: StateDirectory,
  address: NamedResource,
): Promise<ImageRepositoryRecord | undefined> {
  if (!isImageRepositoryName(address.name)) return undefined;
  const text = await readFile(recordFile(state, address), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as ImageRepositoryRecord);
}

/** Names of the ECR repositories of an account in a region, sorted. */
export async function listImageRepositories(
  state: StateDirectory,
  { account, region }: Omit<NamedResource, 'name'>,
): Promise<string[]> {
  const folder = join(state.ecr, account, region);
  const entries = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  const suffix = join('/', '_', 'repository.json');
  return entries
    .filter((entry) => entry.endsWith(suffix))
    .map((entry) => entry.slice(0, -suffix.length).replaceAll('\\', '/'))
    .sort();
}

/** Folder of what is known about a repository. Names hold slashes, so that folders of repositories may nest. */
export function imageRepositoryFolder(
  state: StateDirectory,
  { account, region, name }: NamedResource,
): string {
  return join(state.ecr, account, region, ...name.split('/'), '_');
}

function recordFile(state: StateDirectory, address: NamedResource): string {
  return join(imageRepositoryFolder(state, address), 'repository.json');
}
