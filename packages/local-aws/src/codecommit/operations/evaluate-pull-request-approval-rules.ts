import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import { currentPullRequest } from '../pull-requests/current-pull-request.ts';
import { revisionId } from '../pull-requests/pull-request.ts';
import { pullRequestField } from '../pull-requests/pull-request-fields.ts';

const input = z.object({ pullRequestId: field.pullRequestId, revisionId: pullRequestField.revisionId });

/**
 * https://docs.aws.amazon.com/codecommit/latest/APIReference/API_EvaluatePullRequestApprovalRules.html
 *
 * Local AWS has no approval rules, so that all of them are satisfied.
 */
export const evaluatePullRequestApprovalRules = operation(
  input,
  async (asked, context: CodeCommitContext) => {
    const request = await currentPullRequest(context, asked.pullRequestId);
    if (asked.revisionId !== revisionId(request)) {
      const message = `Pull request ${request.id} has another revision now. Read it again.`;
      throw new AwsException('RevisionNotCurrentException', message);
    }
    const rules = { approvalRulesSatisfied: [], approvalRulesNotSatisfied: [] };
    return { evaluation: { approved: true, overridden: false, ...rules } };
  },
);
