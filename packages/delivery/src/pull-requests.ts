import type { Remote } from './remote.ts';

/** A pull request. */
export interface PullRequest {
  readonly id: string;
  readonly title: string;
}

/** What a pull request is about. */
export interface PullRequestContent {
  readonly repository: string;
  /** Branch that it brings, and branch that it goes to. */
  readonly source: string;
  readonly target: string;
  readonly title: string;
  readonly description: string;
}

/** Where pull requests are. */
export interface PullRequests {
  /** The open pull request from one branch to another. */
  find(
    content: Pick<PullRequestContent, 'repository' | 'source' | 'target'>,
  ): Promise<PullRequest | undefined>;
  open(content: PullRequestContent): Promise<PullRequest>;
}

/** Pull requests of the CodeCommit that a remote is in. */
export async function codeCommitPullRequests(remote: Remote): Promise<PullRequests> {
  const { CodeCommitPullRequests } = await import('./codecommit-pull-requests.ts');
  return new CodeCommitPullRequests(remote);
}
