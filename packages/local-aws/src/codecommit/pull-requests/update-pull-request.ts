import { AwsException } from '../../json-api/aws-exception.ts';
import type { CodeCommitContext } from '../context.ts';
import { currentPullRequest } from './current-pull-request.ts';
import type { PullRequest } from './pull-request.ts';
import { describePullRequest } from './pull-request.ts';
import { PullRequestStore } from './pull-request-store.ts';

/** Changes an open pull request's texts. @throws AwsException if it is closed. */
export async function updatePullRequest(
  context: CodeCommitContext,
  id: string,
  texts: Partial<Pick<PullRequest, 'title' | 'description'>>,
): Promise<object> {
  const request = await currentPullRequest(context, id);
  if (request.status === 'CLOSED') {
    throw new AwsException(
      'PullRequestAlreadyClosedException',
      `Pull request ${request.id} is closed already.`,
    );
  }
  const updated: PullRequest = { ...request, ...texts, lastActivity: Date.now() };
  await new PullRequestStore(context).put(updated);
  return { pullRequest: describePullRequest(updated) };
}
