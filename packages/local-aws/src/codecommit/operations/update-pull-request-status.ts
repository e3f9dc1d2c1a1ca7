import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { currentPullRequest } from '../pull-requests/current-pull-request.ts';
import type { PullRequest } from '../pull-requests/pull-request.ts';
import { describePullRequest } from '../pull-requests/pull-request.ts';
import { PullRequestStore } from '../pull-requests/pull-request-store.ts';
import { pullRequestField } from '../pull-requests/pull-request-fields.ts';

const input = z.object({
  pullRequestId: field.pullRequestId,
  pullRequestStatus: pullRequestField.pullRequestStatus,
});

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdatePullRequestStatus.html */
export const updatePullRequestStatus = operation(input, async (asked, context: CodeCommitContext) => {
  const request = await currentPullRequest(context, asked.pullRequestId);
  if (request.status !== 'OPEN' || asked.pullRequestStatus !== 'CLOSED') {
    const message = `The only valid update is from OPEN to CLOSED; pull request ${request.id} is ${request.status}, to be ${asked.pullRequestStatus}.`;
    throw new AwsException('InvalidPullRequestStatusUpdateException', message);
  }
  const closed: PullRequest = { ...request, status: 'CLOSED', lastActivity: Date.now() };
  await new PullRequestStore(context).put(closed);
  return { pullRequest: describePullRequest(closed) };
});
