import { mergePullRequest } from '../pull-requests/merge-pull-request.ts';

/** https://docs.aws.amazon.com/codecommit/latest/APIReference/API_MergePullRequestByThreeWay.html */
export const mergePullRequestByThreeWay = mergePullRequest('THREE_WAY_MERGE');
