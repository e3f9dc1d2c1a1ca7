import { z } from 'zod';
import { AwsException } from '../../json-api/aws-exception.ts';
import type { Operation } from '../../json-api/operation.ts';
import { operation } from '../../json-api/operation.ts';
import type { CodeCommitContext } from '../context.ts';
import { field } from '../fields.ts';
import type { MergeOption } from '../merge/merge-fields.ts';
import { mergeField } from '../merge/merge-fields.ts';
import { mergeBase } from '../merge/merge-tree.ts';
import { tryMerge } from '../merge/merge.ts';
import { Repository } from '../repository.ts';
import { closeMerged, currentPullRequest } from './current-pull-request.ts';
import type { PullRequest } from './pull-request.ts';
import { describePullRequest } from './pull-request.ts';
import { PullRequestStore } from './pull-request-store.ts';

const input = z.object({
  pullRequestId: field.pullRequestId,
  repositoryName: field.repositoryName,
  sourceCommitId: field.commitId.optional(),
  commitMessage: field.commitMessage,
  authorName: field.authorName,
  email: field.email,
  conflictDetailLevel: mergeField.conflictDetailLevel,
  conflictResolutionStrategy: mergeField.conflictResolutionStrategy,
  conflictResolution: z.looseObject({}).optional(),
});

type MergeInput = z.infer<typeof input>;

/** The operation that merges a pull request in one of the three ways. */
export function mergePullRequest(option: MergeOption): Operation<CodeCommitContext> {
  return operation(input, async (asked, context: CodeCommitContext) => {
    const repository = await Repository.open(context, asked.repositoryName);
    const request = await currentPullRequest(context, asked.pullRequestId);
    await check(repository, request, asked);
    const store = new PullRequestStore(context);
    const { destination, destinationCommit: from } = request;
    const to =
      option === 'FAST_FORWARD_MERGE'
        ? await fastForward(repository, request)
        : await mergeCommit(repository, request, { ...asked, option, caller: context.caller.name });
    const merging = { by: context.caller.arn, commit: to, option };
    await store.put({ ...request, merging });
    if (from !== to && !(await repository.moveBranch(destination, { from, to }))) {
      await store.put(request);
      const message = `${destination} was changed by another at the same moment. Try again.`;
      throw new AwsException('ConcurrentReferenceUpdateException', message);
    }
    return { pullRequest: describePullRequest(await closeMerged(store, request, merging)) };
  });
}

async function check(repository: Repository, request: PullRequest, asked: MergeInput): Promise<void> {
  if (request.repository !== asked.repositoryName) {
    const message = `Pull request ${request.id} belongs to ${request.repository}, not to ${asked.repositoryName}.`;
    throw new AwsException('RepositoryNotAssociatedWithPullRequestException', message);
  }
  if (request.status === 'CLOSED') {
    throw new AwsException(
      'PullRequestAlreadyClosedException',
      `Pull request ${request.id} is closed already.`,
    );
  }
  if (
    asked.conflictResolution &&
    Object.values(asked.conflictResolution).some((list) => Array.isArray(list) && list.length > 0)
  ) {
    const message =
      'Local AWS does not take conflictResolution: use a conflictResolutionStrategy, or merge with git.';
    throw new AwsException('InvalidConflictResolutionException', message);
  }
  for (const branch of [request.source, request.destination]) {
    if (await repository.findBranch(branch)) continue;
    throw new AwsException(
      'ReferenceDoesNotExistException',
      `${asked.repositoryName} has no branch ${branch} any more.`,
    );
  }
  if (asked.sourceCommitId && asked.sourceCommitId !== request.sourceCommit) {
    const message = `The tip of ${request.source} is ${request.sourceCommit}, not ${asked.sourceCommitId}.`;
    throw new AwsException('TipOfSourceReferenceIsDifferentException', message);
  }
}

async function fastForward(repository: Repository, request: PullRequest): Promise<string> {
  const { sourceCommit, destinationCommit, destination } = request;
  const base = await mergeBase(repository, destinationCommit, sourceCommit);
  if (base === destinationCommit) return sourceCommit;
  if (base === sourceCommit) return destinationCommit;
  throw manual(
    `${destination} has commits that ${request.source} lacks, so it can't be moved forward to it.`,
  );
}

interface MergeCommit extends MergeInput {
  readonly option: MergeOption;
  readonly caller: string;
}

async function mergeCommit(
  repository: Repository,
  request: PullRequest,
  asked: MergeCommit,
): Promise<string> {
  const { sourceCommit: source, destinationCommit: destination } = request;
  const { tree, conflicts } = await tryMerge(repository, {
    source,
    destination,
    detailLevel: asked.conflictDetailLevel,
    strategy: asked.conflictResolutionStrategy,
  });
  if (!tree) {
    const paths = conflicts.map(({ path }) => path).join(', ');
    throw manual(
      paths
        ? `In conflict: ${paths} (compared at ${asked.conflictDetailLevel}).`
        : 'Their histories are unrelated.',
    );
  }
  const squash = asked.option === 'SQUASH_MERGE';
  const parents = squash ? [destination] : [destination, source];
  const name = asked.authorName ?? asked.caller;
  const email = asked.email ?? '';
  const standard = squash
    ? `Squash ${request.source} (pull request ${request.id})`
    : `Merge ${request.source} into ${request.destination} (pull request ${request.id})`;
  const { text } = await repository.git(
    ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent])],
    {
      input: `${(asked.commitMessage ?? standard).replace(/\n$/, '')}\n`,
      environment: {
        GIT_AUTHOR_NAME: name,
        GIT_AUTHOR_EMAIL: email,
        GIT_COMMITTER_NAME: name,
        GIT_COMMITTER_EMAIL: email,
      },
    },
  );
  return text;
}

function manual(why: string): AwsException {
  return new AwsException(
    'ManualMergeRequiredException',
    `The pull request can't be merged automatically. ${why} Merge with git, or choose a conflict resolution.`,
  );
}
