import { mergePullRequest } from '../pull-requests/merge-pull-request.ts';

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_MergePullRequestBySquash.html */
export const mergePullRequestBySquash = mergePullRequest('SQUASH_MERGE');
