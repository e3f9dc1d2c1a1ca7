import { z } from 'zod';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { pullRequestField } from '../pull-requests/pull-request-fields.ts';
import { updatePullRequest } from '../pull-requests/update-pull-request.ts';

const input = z.object({ pullRequestId: field.pullRequestId, description: pullRequestField.description });

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_UpdatePullRequestDescription.html */
export const updatePullRequestDescription = operation(
  input,
  ({ pullRequestId, description }, context: CodeCommitContext) =>
    updatePullRequest(context, pullRequestId, { description }),
);
