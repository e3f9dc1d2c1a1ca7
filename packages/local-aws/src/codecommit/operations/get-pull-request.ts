import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { currentPullRequest } from '../pull-requests/current-pull-request.ts';
import { describePullRequest } from '../pull-requests/pull-request.ts';

const input = z.object({ pullRequestId: field.pullRequestId });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_GetPullRequest.html */
export const getPullRequest = operation(input, async ({ pullRequestId }, context: CodeCommitContext) => ({
  pullRequest: describePullRequest(await currentPullRequest(context, pullRequestId)),
}));
