import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import type { StateDirectory } from '../state/state-directory.ts';
import type { ReceivedRefs, RefChange } from './received-refs.ts';
import type { RepositoryAddress } from './repository-store.ts';
import { repositoryFolder } from './repository-store.ts';
import { runGit } from './run-git.ts';

/** What a push changed; makes the first branch of a repository its default branch, as CodeCommit does. */
export async function followPush(
  state: StateDirectory,
  repository: RepositoryAddress,
  received: ReceivedRefs,
): Promise<readonly RefChange[]> {
  const directory = repositoryFolder(state, repository);
  const changes = received.reported ? received.changes : await changesInPlace(directory, received.commands);
  const created = changes.filter(
    ({ ref, before, after }) => !before && after && ref.startsWith('refs/heads/'),
  );
  if (created.length > 0) await adoptDefaultBranch(directory, created);
  return changes;
}

/** The connection ended before the outcome was seen: what stands in the repository now is the answer. */
async function changesInPlace(
  directory: string,
  commands: readonly RefChange[],
): Promise<readonly RefChange[]> {
  if (commands.length === 0) return [];
  const refs = await runGit({ directory, arguments: ['for-each-ref', '--format=%(refname) %(objectname)'] });
  const current = new Map(refs.text.split('\n').map((line) => line.split(' ') as [string, string]));
  return commands.filter(({ ref, after }) => current.get(ref) === after);
}

async function adoptDefaultBranch(directory: string, created: readonly RefChange[]): Promise<void> {
  const head = (await readFile(join(directory, 'HEAD'), 'utf8')).replace(/^ref: /, '').trim();
  const [first] = created;
  if (!first || created.some(({ ref }) => ref === head)) return;
  const { code } = await runGit({
    directory,
    arguments: ['rev-parse', '--verify', '--quiet', head],
    expected: [0, 1],
  });
  if (code === 1) await runGit({ directory, arguments: ['symbolic-ref', 'HEAD', first.ref] });
}
