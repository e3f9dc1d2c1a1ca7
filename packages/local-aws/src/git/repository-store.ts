import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LocalAwsError } from '../local-aws-error.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { replaceFile } from '../state/atomic-file.ts';
import { runGit } from './run-git.ts';

/** A CodeCommit repository's full name. */
export interface RepositoryAddress {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/** What CodeCommit knows about a repository besides its Git data. */
export interface RepositoryRecord {
  readonly repositoryId: string;
  readonly description?: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
}

const RECORD = 'codecommit.json';

const CONFIGURATION = `[receive]
	denyNonFastForwards = true
	autogc = false
	advertiseAtomic = false
[gc]
	auto = 0
[core]
	fsync = committed
	logAllRefUpdates = false
[transfer]
	hideRefs = refs/local-aws
[uploadpack]
	hideRefs = refs/local-aws
`;

/** Whether CodeCommit allows a name: 1 to 100 letters, digits, `.`, `-`, `_`, and no `.git` at the end. */
export function isRepositoryName(name: string): boolean {
  return /^[\w.-]{1,100}$/.test(name) && !/\.git$/i.test(name) && !/^\.+$/.test(name);
}

/** The folder of an account's repositories in a region. */
export function repositoriesFolder(
  state: StateDirectory,
  { account, region }: Omit<RepositoryAddress, 'name'>,
): string {
  return join(state.codeCommit, account, region);
}

/** The bare Git folder of a repository, whether or not it exists. */
export function repositoryFolder(state: StateDirectory, address: RepositoryAddress): string {
  return join(repositoriesFolder(state, address), `${address.name}.git`);
}

/** Whether a repository exists. */
export async function repositoryExists(state: StateDirectory, address: RepositoryAddress): Promise<boolean> {
  return (await lastConfigured(state, address)) !== undefined;
}

/** When a repository was last configured, in milliseconds since 1970; undefined if it does not exist. */
export async function lastConfigured(
  state: StateDirectory,
  address: RepositoryAddress,
): Promise<number | undefined> {
  if (!isRepositoryName(address.name)) return undefined;
  const configuration = join(repositoryFolder(state, address), 'config');
  return await stat(configuration).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

/** Names of the repositories of an account in a region, sorted. */
export async function listRepositories(
  state: StateDirectory,
  owner: Omit<RepositoryAddress, 'name'>,
): Promise<string[]> {
  const entries = await readdir(repositoriesFolder(state, owner)).catch(() => [] as string[]);
  return entries
    .filter((entry) => entry.endsWith('.git') && !entry.startsWith('.tmp-'))
    .map((entry) => entry.slice(0, -'.git'.length))
    .sort();
}

/**
 * Makes an empty repository whose default branch will be main.
 *
 * @returns Whether this call made it; false if there is one of that name.
 * @throws LocalAwsError when CodeCommit would not allow the name.
 */
export async function createRepository(
  state: StateDirectory,
  address: RepositoryAddress,
  description?: string,
): Promise<boolean> {
  if (!isRepositoryName(address.name)) {
    throw new LocalAwsError(
      'settings-invalid',
      `"${address.name}" can't be the name of a CodeCommit repository: use 1 to 100 letters, digits, ".", "-" and "_", without .git at the end.`,
    );
  }
  if (await repositoryExists(state, address)) return false;
  const folder = repositoryFolder(state, address);
  const beside = join(dirname(folder), `.tmp-${randomUUID()}.git`);
  await mkdir(dirname(folder), { recursive: true });
  try {
    await runGit({
      arguments: [
        'init',
        '--quiet',
        '--bare',
        '--template=',
        '--initial-branch=main',
        '--object-format=sha1',
        beside,
      ],
    });
    await Promise.all([
      appendFile(join(beside, 'config'), CONFIGURATION),
      mkdir(join(beside, 'hooks')),
      replaceFile({
        path: join(beside, RECORD),
        content: `${JSON.stringify({ repositoryId: randomUUID(), description, created: Date.now() } satisfies RepositoryRecord)}\n`,
      }),
    ]);
    await rename(beside, folder);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** What is recorded about a repository. */
export async function readRecord(
  state: StateDirectory,
  address: RepositoryAddress,
): Promise<RepositoryRecord> {
  return JSON.parse(
    await readFile(join(repositoryFolder(state, address), RECORD), 'utf8'),
  ) as RepositoryRecord;
}

/** Removes a repository at once, as others see it. @returns Its record, or undefined if there was none. */
export async function deleteRepository(
  state: StateDirectory,
  address: RepositoryAddress,
): Promise<RepositoryRecord | undefined> {
  if (!(await repositoryExists(state, address))) return undefined;
  const record = await readRecord(state, address);
  const folder = repositoryFolder(state, address);
  const aside = join(dirname(folder), `.tmp-${randomUUID()}.git`);
  await rename(folder, aside);
  await rm(aside, { recursive: true, force: true });
  return record;
}
