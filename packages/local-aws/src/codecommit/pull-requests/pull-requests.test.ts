import type { CreatePullRequestCommandInput } from '@aws-sdk/client-codecommit';
import {
  CreatePullRequestCommand,
  EvaluatePullRequestApprovalRulesCommand,
  GetPullRequestCommand,
  ListPullRequestsCommand,
  UpdatePullRequestDescriptionCommand,
  UpdatePullRequestStatusCommand,
  UpdatePullRequestTitleCommand,
} from '@aws-sdk/client-codecommit';
import { beforeAll, expect, test } from 'vitest';
import { shareLocalAws, startForTest } from '../../testing/start-for-test.ts';
import type { TopicBranch } from '../../testing/topic-branch.ts';
import { topicBranch } from '../../testing/topic-branch.ts';

const repositoryName = 'flux-repo';

test('a pull request is numbered, described, listed, renamed and closed', async () => {
  const { codeCommit, base, topic, open } = await topicBranch(await startForTest());
  const targets = [{ repositoryName, sourceReference: 'refs/heads/topic' }];
  const made = await codeCommit.send(
    new CreatePullRequestCommand({ title: 'Topic', description: 'Why', targets }),
  );
  expect(made.pullRequest).toMatchObject({
    pullRequestId: '1',
    title: 'Topic',
    description: 'Why',
    pullRequestStatus: 'OPEN',
    authorArn: 'arn:aws:iam::111122223333:user/local',
    approvalRules: [],
  });
  expect(made.pullRequest?.pullRequestTargets).toEqual([
    {
      repositoryName,
      sourceReference: 'refs/heads/topic',
      destinationReference: 'refs/heads/main',
      sourceCommit: topic,
      destinationCommit: base,
      mergeBase: base,
      mergeMetadata: { isMerged: false },
    },
  ]);
  expect(await open()).toBe('2');
  const pullRequestId = '2';
  await codeCommit.send(new UpdatePullRequestTitleCommand({ pullRequestId, title: 'Other' }));
  await codeCommit.send(new UpdatePullRequestDescriptionCommand({ pullRequestId, description: 'Because' }));
  const close = new UpdatePullRequestStatusCommand({ pullRequestId, pullRequestStatus: 'CLOSED' });
  const closed = { title: 'Other', description: 'Because', pullRequestStatus: 'CLOSED' };
  expect((await codeCommit.send(close)).pullRequest).toMatchObject(closed);
  const twice = { name: 'InvalidPullRequestStatusUpdateException' };
  await expect(codeCommit.send(close)).rejects.toMatchObject(twice);

  const list = async (pullRequestStatus?: 'OPEN' | 'CLOSED') =>
    (await codeCommit.send(new ListPullRequestsCommand({ repositoryName, pullRequestStatus })))
      .pullRequestIds;
  expect(await list()).toEqual(['2', '1']);
  expect(await list('OPEN')).toEqual(['1']);
  const first = await codeCommit.send(new ListPullRequestsCommand({ repositoryName, maxResults: 1 }));
  const { nextToken } = first;
  const rest = await codeCommit.send(new ListPullRequestsCommand({ repositoryName, nextToken }));
  expect([first.pullRequestIds, rest.pullRequestIds]).toEqual([['2'], ['1']]);
});

test('an open pull request follows its branch, and an approval is for one revision only', async () => {
  const { codeCommit, topic, commit, open } = await topicBranch(await startForTest());
  const pullRequestId = await open();
  const read = async () => (await codeCommit.send(new GetPullRequestCommand({ pullRequestId }))).pullRequest;
  const revisionId = (await read())?.revisionId;
  const evaluate = new EvaluatePullRequestApprovalRulesCommand({ pullRequestId, revisionId });
  const { evaluation } = await codeCommit.send(evaluate);
  expect(evaluation).toMatchObject({ approved: true, overridden: false });
  const tip = await commit('topic', topic, { more: 'more' });
  expect((await read())?.pullRequestTargets?.[0]?.sourceCommit).toBe(tip);
  await expect(codeCommit.send(evaluate)).rejects.toMatchObject({ name: 'RevisionNotCurrentException' });
});

test('the same request token gives the same pull request, but not for another', async () => {
  const { open } = await topicBranch(await startForTest());
  const first = await open({ clientRequestToken: 'token-1' });
  expect(await open({ clientRequestToken: 'token-1' })).toBe(first);
  const other = open({ clientRequestToken: 'token-1', title: 'Other' });
  await expect(other).rejects.toMatchObject({ name: 'IdempotencyParameterMismatchException' });
});

test('pull requests that are opened at the same moment get numbers of their own', async () => {
  const { open } = await topicBranch(await startForTest());
  const ids = await Promise.all(Array.from({ length: 10 }, () => open()));
  expect(ids.map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

const shared = shareLocalAws();
let sharedBranch: TopicBranch | undefined;
beforeAll(async () => {
  sharedBranch = await topicBranch(shared());
});

test.each<[string, Partial<CreatePullRequestCommandInput>]>([
  ['TitleRequiredException', { title: undefined }],
  ['InvalidTitleException', { title: 'x'.repeat(151) }],
  ['TargetsRequiredException', { targets: undefined }],
  ['InvalidTargetsException', { targets: [] }],
  ['ReferenceDoesNotExistException', { targets: [{ repositoryName, sourceReference: 'none' }] }],
  ['SourceAndDestinationAreSameException', { targets: [{ repositoryName, sourceReference: 'main' }] }],
  ['ReferenceTypeNotSupportedException', { targets: [{ repositoryName, sourceReference: 'refs/tags/v1' }] }],
  ['RepositoryDoesNotExistException', { targets: [{ repositoryName: 'none', sourceReference: 'topic' }] }],
])('CreatePullRequest: %s', async (name, input) => {
  await expect(sharedBranch?.open(input)).rejects.toMatchObject({ name });
});

test('a pull request that does not exist is said to be so', async () => {
  const read = sharedBranch?.codeCommit.send(new GetPullRequestCommand({ pullRequestId: '99' }));
  await expect(read).rejects.toMatchObject({ name: 'PullRequestDoesNotExistException' });
});
