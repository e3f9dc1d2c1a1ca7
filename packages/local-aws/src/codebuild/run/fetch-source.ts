import { runGit } from '../../git/run-git.ts';

/** What is fetched, and where to. */
export interface SourceOptions {
  /** Bare Git folder of the repository. */
  readonly repository: string;
  readonly commit: string;
  /** Folder that is made. */
  readonly into: string;
  /** Address that the clone calls its origin. */
  readonly url: string;
}

const TIME_LIMIT_MS = 600_000;

/**
 * Clones a repository with its whole history, as CodeBuild does with CodeCommit, and checks out a commit.
 *
 * @throws GitError when the commit is not there.
 */
export async function fetchSource({ repository, commit, into, url }: SourceOptions): Promise<void> {
  const git = (...words: readonly string[]) =>
    runGit({ arguments: ['-c', 'core.hooksPath=/dev/null', ...words], timeLimitMs: TIME_LIMIT_MS });
  // Copies rather than links: nothing that a build does to its clone may reach the repository.
  await git('clone', '--quiet', '--no-hardlinks', '--no-checkout', '--template=', repository, into);
  await git('-C', into, 'checkout', '--quiet', '--detach', commit);
  await git('-C', into, 'remote', 'set-url', 'origin', url);
}

/**
 * The commit that a name stands for, and the branch it is the head of.
 *
 * @returns undefined when the repository has nothing of that name.
 */
export async function resolveSource(
  repository: string,
  name = 'HEAD',
): Promise<{ readonly commit: string; readonly sourceVersion: string } | undefined> {
  const git = (...words: readonly string[]) =>
    runGit({ directory: repository, arguments: words, expected: [0, 1, 128] });
  const full = name === 'HEAD' ? (await git('symbolic-ref', 'HEAD')).text : name;
  const branch = full.startsWith('refs/') ? full : `refs/heads/${full}`;
  for (const candidate of [branch, full]) {
    const { code, text } = await git(
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${candidate}^{commit}`,
    );
    if (code === 0) return { commit: text, sourceVersion: candidate };
  }
  return undefined;
}
