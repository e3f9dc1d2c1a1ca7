import { repositoryArn } from '../aws/arn.ts';
import type { Push } from '../git/git-service.ts';
import type { RefChange } from '../git/received-refs.ts';
import type { AwsEvent } from './aws-event.ts';
import { awsEvent } from './aws-event.ts';

/** A push, and the id of the repository it went to. */
export interface PushEventsOptions {
  readonly push: Push;
  readonly repositoryId: string;
}

/**
 * The "CodeCommit Repository State Change" events of a push: one for each branch or tag
 * (https://docs.aws.amazon.com/codecommit/latest/userguide/monitoring-events.html).
 */
export function pushEvents({ push, repositoryId }: PushEventsOptions): AwsEvent[] {
  const { account, region, name } = push.repository;
  return push.changes.flatMap((change) => {
    const [, kind, referenceName] = /^refs\/(heads|tags)\/(.+)$/.exec(change.ref) ?? [];
    if (!kind || !referenceName) return [];
    return awsEvent({
      'detail-type': 'CodeCommit Repository State Change',
      source: 'aws.codecommit',
      account,
      region,
      resources: [repositoryArn(push.repository)],
      detail: {
        event: eventName(change),
        callerUserArn: push.caller.arn,
        repositoryName: name,
        repositoryId,
        referenceType: kind === 'heads' ? 'branch' : 'tag',
        referenceName,
        referenceFullName: change.ref,
        ...(change.after && { commitId: change.after }),
        ...(change.before && { oldCommitId: change.before }),
      },
    });
  });
}

function eventName({ before, after }: RefChange): string {
  if (!after) return 'referenceDeleted';
  return before ? 'referenceUpdated' : 'referenceCreated';
}
