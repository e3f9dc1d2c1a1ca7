import { createHash } from 'node:crypto';
import type { MergeOption } from '../merge/merge-fields.ts';

/** A pull request as it is kept. */
export interface PullRequest {
  readonly id: string;
  readonly title: string;
  readonly description?: string | undefined;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly lastActivity: number;
  readonly status: 'OPEN' | 'CLOSED';
  readonly authorArn: string;
  readonly clientRequestToken?: string | undefined;
  readonly repository: string;
  /** Names of the branches, without `refs/heads/`. */
  readonly source: string;
  readonly destination: string;
  /** Tips of the branches: while it is open as they were last seen, then as they were in the end. */
  readonly sourceCommit: string;
  readonly destinationCommit: string;
  readonly mergeBase?: string | undefined;
  readonly merged?: MergeRecord | undefined;
  /** A merge that was begun: done if its commit has reached the destination, else as if it had never been. */
  readonly merging?: MergeRecord | undefined;
}

/** How a pull request was merged. */
export interface MergeRecord {
  readonly by: string;
  readonly commit: string;
  readonly option: MergeOption;
}

/** Id of what a pull request holds: changes with its source branch. */
export function revisionId({ id, sourceCommit }: PullRequest): string {
  return createHash('sha256').update(`${id} ${sourceCommit}`).digest('hex');
}

/** A pull request as the API describes it. */
export function describePullRequest(request: PullRequest): object {
  const { merged } = request;
  return {
    pullRequestId: request.id,
    title: request.title,
    ...(request.description !== undefined && { description: request.description }),
    lastActivityDate: request.lastActivity / 1000,
    creationDate: request.created / 1000,
    pullRequestStatus: request.status,
    authorArn: request.authorArn,
    pullRequestTargets: [
      {
        repositoryName: request.repository,
        sourceReference: `refs/heads/${request.source}`,
        destinationReference: `refs/heads/${request.destination}`,
        destinationCommit: request.destinationCommit,
        sourceCommit: request.sourceCommit,
        ...(request.mergeBase && { mergeBase: request.mergeBase }),
        mergeMetadata: {
          isMerged: merged !== undefined,
          ...(merged && { mergedBy: merged.by, mergeCommitId: merged.commit, mergeOption: merged.option }),
        },
      },
    ],
    ...(request.clientRequestToken && { clientRequestToken: request.clientRequestToken }),
    revisionId: revisionId(request),
    approvalRules: [],
  };
}
