export { deliver, type DeliverOptions } from './deliver.ts';
export type {
  Change,
  ChangeKind,
  Delivery,
  HeldItem,
  HeldReason,
  Outcome,
  OwnershipNote,
  Step,
} from './delivery.ts';
export type { Side } from './decision.ts';
export { DeliveryError, type DeliveryErrorCode } from './error.ts';
export type { AwsCredentials, Remote } from './remote.ts';
export {
  codeCommitPassword,
  type CodeCommitPassword,
  type CodeCommitPasswordOptions,
} from './credentials.ts';
export {
  drift,
  type Drift,
  type DriftedFile,
  type DriftKind,
  type DriftOptions,
  type HeldDifference,
} from './drift.ts';
export { pull, type Pull, type PulledCommit, type PulledFile, type PullOptions } from './pull.ts';
export { reach, type Reached } from './reach.ts';
export { treeFromFolder } from './tree-from-folder.ts';
export type { PullRequest, PullRequestContent, PullRequests } from './pull-requests.ts';
