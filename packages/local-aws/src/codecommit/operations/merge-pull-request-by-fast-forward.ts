import { mergePullRequest } from '../pull-requests/merge-pull-request.ts';

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_MergePullRequestByFastForward.html */
export const mergePullRequestByFastForward = mergePullRequest('FAST_FORWARD_MERGE');
