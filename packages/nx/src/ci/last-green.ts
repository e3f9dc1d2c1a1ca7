import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Branch that holds the last commit of which every check was green. */
export const greenBranch = 'tideway/green';

const patience = 120_000;

/** Runs git in a folder; what it prints. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', [...args], { cwd, timeout: patience });
  return stdout.trim();
}

/** A commit to compare with, or why there is none. */
export type Base = { readonly commit: string } | { readonly missing: string };

/**
 * The last green commit, where it can be compared with: it is in the history of the current one.
 * @param given the commit, where it is kept elsewhere; an empty text stands for none
 */
export async function lastGreen(cwd: string, given: string | undefined): Promise<Base> {
  if ((await git(cwd, 'rev-parse', '--is-shallow-repository')) === 'true')
    return { missing: 'the clone is shallow, so there is no history to compare with: clone in full' };
  const commit = given === undefined ? await recorded(cwd) : await resolve(cwd, given);
  if (commit === undefined)
    return { missing: given === undefined ? 'no green commit is recorded' : `"${given}" is no commit here` };
  return (await isAncestor(cwd, commit, 'HEAD'))
    ? { commit }
    : { missing: `the last green commit, ${commit.slice(0, 12)}, is not in the history of this one` };
}

/**
 * Makes the current commit the last green one, unless a later one is already.
 * @returns what was done, in words
 * @throws Error when origin refuses
 */
export async function recordGreen(cwd: string): Promise<string> {
  const before = await recorded(cwd);
  const head = await git(cwd, 'rev-parse', 'HEAD');
  if (before !== undefined && (await isAncestor(cwd, head, before)))
    return before === head ? 'This commit is recorded as green already.' : 'A later commit is green already.';
  // Another build may have recorded its commit meanwhile; then git refuses, and that commit stays.
  const lease = `--force-with-lease=refs/heads/${greenBranch}:${before ?? ''}`;
  await git(cwd, 'push', '--quiet', lease, 'origin', `${head}:refs/heads/${greenBranch}`);
  return `Recorded ${head.slice(0, 12)} as the last green commit.`;
}

async function recorded(cwd: string): Promise<string | undefined> {
  const remote = `refs/remotes/origin/${greenBranch}`;
  try {
    await git(cwd, 'fetch', '--quiet', 'origin', `+refs/heads/${greenBranch}:${remote}`);
  } catch {
    return undefined;
  }
  return resolve(cwd, remote);
}

async function resolve(cwd: string, revision: string): Promise<string | undefined> {
  if (revision === '') return undefined;
  try {
    return await git(cwd, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch {
    return undefined;
  }
}

async function isAncestor(cwd: string, older: string, newer: string): Promise<boolean> {
  try {
    await git(cwd, 'merge-base', '--is-ancestor', older, newer);
    return true;
  } catch {
    return false;
  }
}
