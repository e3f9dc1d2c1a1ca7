import type { Operation } from '../json-api/operation.ts';
import type { CodeCommitContext } from './context.ts';
import { createBranch } from './operations/create-branch.ts';
import { createCommit } from './operations/create-commit/create-commit.ts';
import { createPullRequest } from './operations/create-pull-request.ts';
import { createRepositoryOperation } from './operations/create-repository.ts';
import { deleteBranch } from './operations/delete-branch.ts';
import { deleteRepositoryOperation } from './operations/delete-repository.ts';
import { evaluatePullRequestApprovalRules } from './operations/evaluate-pull-request-approval-rules.ts';
import { getBranch } from './operations/get-branch.ts';
import { getCommit } from './operations/get-commit.ts';
import { getDifferences } from './operations/get-differences.ts';
import { getFile } from './operations/get-file.ts';
import { getMergeConflicts } from './operations/get-merge-conflicts.ts';
import { getPullRequest } from './operations/get-pull-request.ts';
import { getRepository } from './operations/get-repository.ts';
import { listBranches } from './operations/list-branches.ts';
import { listPullRequests } from './operations/list-pull-requests.ts';
import { listRepositoriesOperation } from './operations/list-repositories.ts';
import { mergePullRequestByFastForward } from './operations/merge-pull-request-by-fast-forward.ts';
import { mergePullRequestBySquash } from './operations/merge-pull-request-by-squash.ts';
import { mergePullRequestByThreeWay } from './operations/merge-pull-request-by-three-way.ts';
import { updateDefaultBranch } from './operations/update-default-branch.ts';
import { updatePullRequestDescription } from './operations/update-pull-request-description.ts';
import { updatePullRequestStatus } from './operations/update-pull-request-status.ts';
import { updatePullRequestTitle } from './operations/update-pull-request-title.ts';

/** The operations of CodeCommit's API that are offered, by their names in it. */
export const operations: Readonly<Record<string, Operation<CodeCommitContext>>> = {
  CreateBranch: createBranch,
  CreateCommit: createCommit,
  CreatePullRequest: createPullRequest,
  CreateRepository: createRepositoryOperation,
  DeleteBranch: deleteBranch,
  DeleteRepository: deleteRepositoryOperation,
  EvaluatePullRequestApprovalRules: evaluatePullRequestApprovalRules,
  GetBranch: getBranch,
  GetCommit: getCommit,
  GetDifferences: getDifferences,
  GetFile: getFile,
  GetMergeConflicts: getMergeConflicts,
  GetPullRequest: getPullRequest,
  GetRepository: getRepository,
  ListBranches: listBranches,
  ListPullRequests: listPullRequests,
  ListRepositories: listRepositoriesOperation,
  MergePullRequestByFastForward: mergePullRequestByFastForward,
  MergePullRequestBySquash: mergePullRequestBySquash,
  MergePullRequestByThreeWay: mergePullRequestByThreeWay,
  UpdateDefaultBranch: updateDefaultBranch,
  UpdatePullRequestDescription: updatePullRequestDescription,
  UpdatePullRequestStatus: updatePullRequestStatus,
  UpdatePullRequestTitle: updatePullRequestTitle,
};
