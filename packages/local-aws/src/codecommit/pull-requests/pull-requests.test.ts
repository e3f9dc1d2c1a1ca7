import type { CodeCommitClient, CreatePullRequestCommandInput } from '@aws-sdk/client-codecommit';
import {
  CreatePullRequestCommand,
  EvaluatePullRequestApprovalRulesCommand,
  GetMergeConflictsCommand,
  GetPullRequestCommand,
  ListPullRequestsCommand,
  MergePullRequestByFastForwardCommand,
  MergePullRequestBySquashCommand,
  MergePullRequestByThreeWayCommand,
  UpdatePullRequestDescriptionCommand,
  UpdatePullRequestStatusCommand,
  UpdatePullRequestTitleCommand,
} from '@aws-sdk/client-codecommit';
import { expect, test } from 'vitest';
import { awsClients } from '../../testing/aws-clients.ts';
import type { GitClient } from '../../testing/git-client.ts';
import type { TestedLocalAws } from '../../testing/start-for-test.ts';
import { shareLocalAws, startForTest } from '../../testing/start-for-test.ts';

const shared = shareLocalAws();
const repositoryName = 'flux-repo';
const LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];

interface Started extends TestedLocalAws {
  readonly codeCommit: CodeCommitClient;
  readonly clone: GitClient;
  /** Tip of main in the repository. */
  readonly main: () => Promise<string>;
}

/** A repository with one commit on main, and a branch `topic` that changes a file and adds another. */
async function start(): Promise<Started> {
  return await fill(await startForTest());
}

async function fill(local: TestedLocalAws): Promise<Started> {
  const { codeCommit } = await awsClients(local.aws);
  const clone = await local.git.clone(repositoryName, 'clone');
  await clone.commit('file', lines());
  await clone.ok('switch', '--quiet', '-c', 'topic');
  await clone.commit('file', lines({ one: 'ONE' }));
  await clone.commit('new', 'new');
  await clone.ok('push', '--quiet', 'origin', 'topic', 'topic~2:refs/heads/main');
  const main = () => local.git.ok('--git-dir', local.aws.repositoryPath(repositoryName), 'rev-parse', 'main');
  return { ...local, codeCommit, clone, main };
}

function lines(changed: Readonly<Record<string, string>> = {}): string {
  return LINES.map((line) => `${changed[line] ?? line}\n`).join('');
}

async function open(
  codeCommit: CodeCommitClient,
  input: Partial<CreatePullRequestCommandInput> = {},
): Promise<string> {
  const targets = [{ repositoryName, sourceReference: 'topic', destinationReference: 'main' }];
  const { pullRequest } = await codeCommit.send(
    new CreatePullRequestCommand({ title: 'Topic', targets, ...input }),
  );
  return pullRequest?.pullRequestId ?? '';
}

async function commitOnMain({ clone }: Started, content: string): Promise<string> {
  await clone.ok('switch', '--quiet', '--detach', 'topic~2');
  const commit = await clone.commit('file', content);
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  return commit;
}

test('a pull request is numbered, described, listed, renamed and closed', async () => {
  const { codeCommit, clone } = await start();
  const targets = [{ repositoryName, sourceReference: 'refs/heads/topic' }];
  const made = await codeCommit.send(
    new CreatePullRequestCommand({ title: 'Topic', description: 'Why', targets }),
  );
  const base = await clone.ok('rev-parse', 'topic~2');
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
      sourceCommit: await clone.ok('rev-parse', 'topic'),
      destinationCommit: base,
      mergeBase: base,
      mergeMetadata: { isMerged: false },
    },
  ]);
  const second = await open(codeCommit);
  expect(second).toBe('2');
  await codeCommit.send(new UpdatePullRequestTitleCommand({ pullRequestId: '2', title: 'Other' }));
  await codeCommit.send(
    new UpdatePullRequestDescriptionCommand({ pullRequestId: '2', description: 'Because' }),
  );
  const close = new UpdatePullRequestStatusCommand({ pullRequestId: '2', pullRequestStatus: 'CLOSED' });
  expect((await codeCommit.send(close)).pullRequest).toMatchObject({
    title: 'Other',
    description: 'Because',
    pullRequestStatus: 'CLOSED',
  });
  await expect(codeCommit.send(close)).rejects.toMatchObject({
    name: 'InvalidPullRequestStatusUpdateException',
  });
  const list = async (pullRequestStatus?: 'OPEN' | 'CLOSED') =>
    (await codeCommit.send(new ListPullRequestsCommand({ repositoryName, pullRequestStatus })))
      .pullRequestIds;
  expect(await list()).toEqual(['2', '1']);
  expect(await list('OPEN')).toEqual(['1']);
  const first = await codeCommit.send(new ListPullRequestsCommand({ repositoryName, maxResults: 1 }));
  const rest = await codeCommit.send(
    new ListPullRequestsCommand({ repositoryName, nextToken: first.nextToken }),
  );
  expect([first.pullRequestIds, rest.pullRequestIds]).toEqual([['2'], ['1']]);
});

test('the approval rules are satisfied for the revision that was read, and for no other', async () => {
  const { codeCommit, clone } = await start();
  const pullRequestId = await open(codeCommit);
  const read = async () => (await codeCommit.send(new GetPullRequestCommand({ pullRequestId }))).pullRequest;
  const revisionId = (await read())?.revisionId;
  const evaluate = new EvaluatePullRequestApprovalRulesCommand({ pullRequestId, revisionId });
  expect((await codeCommit.send(evaluate)).evaluation).toMatchObject({ approved: true, overridden: false });
  const tip = await clone.commit('more', 'more');
  await clone.ok('push', '--quiet', 'origin', 'topic');
  expect((await read())?.pullRequestTargets?.[0]?.sourceCommit).toBe(tip);
  await expect(codeCommit.send(evaluate)).rejects.toMatchObject({ name: 'RevisionNotCurrentException' });
});

test('the same request token gives the same pull request, but not for another', async () => {
  const { codeCommit } = await start();
  const first = await open(codeCommit, { clientRequestToken: 'token-1' });
  expect(await open(codeCommit, { clientRequestToken: 'token-1' })).toBe(first);
  const other = open(codeCommit, { clientRequestToken: 'token-1', title: 'Other' });
  await expect(other).rejects.toMatchObject({ name: 'IdempotencyParameterMismatchException' });
});

test('squashed: one commit on main, with the message and author that were given', async () => {
  const started = await start();
  const { codeCommit, git, aws, events } = started;
  const pullRequestId = await open(codeCommit);
  const before = await started.main();
  const { pullRequest } = await codeCommit.send(
    new MergePullRequestBySquashCommand({
      pullRequestId,
      repositoryName,
      commitMessage: 'Deliver\n\nTideway-Source: abc',
      authorName: 'Robot',
      email: 'robot@example.com',
    }),
  );
  const merged = await started.main();
  expect(pullRequest).toMatchObject({ pullRequestStatus: 'CLOSED' });
  expect(pullRequest?.pullRequestTargets?.[0]?.mergeMetadata).toEqual({
    isMerged: true,
    mergedBy: 'arn:aws:iam::111122223333:user/local',
    mergeCommitId: merged,
    mergeOption: 'SQUASH_MERGE',
  });
  const shown = await git.ok(
    '--git-dir',
    aws.repositoryPath(repositoryName),
    'log',
    '-1',
    '--format=%P|%an|%ae|%B',
    'main',
  );
  expect(shown).toBe(`${before}|Robot|robot@example.com|Deliver\n\nTideway-Source: abc`);
  expect(events.at(-1)?.detail).toMatchObject({
    event: 'referenceUpdated',
    oldCommitId: before,
    commitId: merged,
  });
  const again = codeCommit.send(new MergePullRequestBySquashCommand({ pullRequestId, repositoryName }));
  await expect(again).rejects.toMatchObject({ name: 'PullRequestAlreadyClosedException' });
});

test('by three ways: a commit with both parents', async () => {
  const started = await start();
  const { codeCommit, clone } = started;
  await clone.ok('switch', '--quiet', '--detach', 'topic~2');
  const other = await clone.commit('other', 'other');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const pullRequestId = await open(codeCommit);
  await codeCommit.send(new MergePullRequestByThreeWayCommand({ pullRequestId, repositoryName }));
  await clone.ok('fetch', '--quiet');
  expect(await clone.ok('log', '-1', '--format=%P %an', 'origin/main')).toBe(
    `${other} ${await clone.ok('rev-parse', 'topic')} local`,
  );
  expect((await clone.ok('ls-tree', '--name-only', 'origin/main')).split('\n')).toEqual([
    'file',
    'new',
    'other',
  ]);
});

test('by fast-forward: main moves to the branch, but only if nothing else is on it', async () => {
  const started = await start();
  const { codeCommit, clone } = started;
  const pullRequestId = await open(codeCommit);
  const topic = await clone.ok('rev-parse', 'topic');
  const outdated = new MergePullRequestByFastForwardCommand({
    pullRequestId,
    repositoryName,
    sourceCommitId: await started.main(),
  });
  await expect(codeCommit.send(outdated)).rejects.toMatchObject({
    name: 'TipOfSourceReferenceIsDifferentException',
  });
  await codeCommit.send(
    new MergePullRequestByFastForwardCommand({ pullRequestId, repositoryName, sourceCommitId: topic }),
  );
  expect(await started.main()).toBe(topic);

  const other = await start();
  await commitOnMain(other, lines({ eight: 'EIGHT' }));
  const id = await open(other.codeCommit);
  const refused = other.codeCommit.send(
    new MergePullRequestByFastForwardCommand({ pullRequestId: id, repositoryName }),
  );
  await expect(refused).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
});

test('a file changed on both sides is in conflict, unless lines are compared', async () => {
  const started = await start();
  const { codeCommit, git, aws } = started;
  const main = await commitOnMain(started, lines({ eight: 'EIGHT' }));
  const pullRequestId = await open(codeCommit);
  const between = { repositoryName, destinationCommitSpecifier: 'main', sourceCommitSpecifier: 'topic' };
  const asked = { ...between, mergeOption: 'SQUASH_MERGE' } as const;
  const byFile = await codeCommit.send(new GetMergeConflictsCommand(asked));
  expect(byFile).toMatchObject({ mergeable: false, destinationCommitId: main });
  expect(byFile.conflictMetadataList).toMatchObject([
    {
      filePath: 'file',
      contentConflict: true,
      numberOfConflicts: 1,
      fileSizes: { base: lines().length, source: lines().length, destination: lines().length },
      isBinaryFile: { base: false, source: false, destination: false },
      mergeOperations: { source: 'M', destination: 'M' },
    },
  ]);
  const byLine = await codeCommit.send(
    new GetMergeConflictsCommand({ ...asked, conflictDetailLevel: 'LINE_LEVEL' }),
  );
  expect(byLine).toMatchObject({ mergeable: true, conflictMetadataList: [] });
  const merge = { pullRequestId, repositoryName };
  const refused = codeCommit.send(new MergePullRequestBySquashCommand(merge));
  await expect(refused).rejects.toMatchObject({
    name: 'ManualMergeRequiredException',
    message: expect.stringContaining('In conflict: file') as string,
  });
  await codeCommit.send(new MergePullRequestBySquashCommand({ ...merge, conflictDetailLevel: 'LINE_LEVEL' }));
  const content = await git.ok('--git-dir', aws.repositoryPath(repositoryName), 'show', 'main:file');
  expect(`${content}\n`).toBe(lines({ one: 'ONE', eight: 'EIGHT' }));
});

test.each([
  ['FILE_LEVEL', 'ACCEPT_SOURCE', lines({ one: 'ONE' })],
  ['FILE_LEVEL', 'ACCEPT_DESTINATION', lines({ one: 'uno', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'ACCEPT_SOURCE', lines({ one: 'ONE', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'ACCEPT_DESTINATION', lines({ one: 'uno', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'AUTOMERGE', lines({ one: 'uno\nONE', eight: 'EIGHT' })],
] as const)(
  'the same line changed on both sides, %s and %s',
  async (conflictDetailLevel, strategy, expected) => {
    const started = await start();
    const { codeCommit, git, aws } = started;
    await commitOnMain(started, lines({ one: 'uno', eight: 'EIGHT' }));
    const merge = { pullRequestId: await open(codeCommit), repositoryName, conflictDetailLevel };
    const refused = codeCommit.send(new MergePullRequestByThreeWayCommand(merge));
    await expect(refused).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
    const resolved = new MergePullRequestByThreeWayCommand({
      ...merge,
      conflictResolutionStrategy: strategy,
    });
    await codeCommit.send(resolved);
    const content = await git.ok('--git-dir', aws.repositoryPath(repositoryName), 'show', 'main:file');
    expect(`${content}\n`).toBe(expected);
  },
);

test('of merges at the same moment one is done and the others are told', async () => {
  const started = await start();
  const { codeCommit } = started;
  const ids = [await open(codeCommit), await open(codeCommit), await open(codeCommit)];
  const outcomes = await Promise.allSettled(
    ids.map((pullRequestId) =>
      codeCommit.send(new MergePullRequestBySquashCommand({ pullRequestId, repositoryName })),
    ),
  );
  const done = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(done.length).toBeGreaterThanOrEqual(1);
  const told = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as Error] : [],
  );
  expect(told.filter(({ name }) => name !== 'ConcurrentReferenceUpdateException')).toEqual([]);
  const open_ = await codeCommit.send(
    new ListPullRequestsCommand({ repositoryName, pullRequestStatus: 'OPEN' }),
  );
  expect(open_.pullRequestIds).toHaveLength(ids.length - done.length);
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
  const { aws, git } = shared();
  const { codeCommit } = await awsClients(aws);
  const refs = await git.ok('--git-dir', aws.repositoryPath(repositoryName), 'for-each-ref');
  if (refs === '') await fill(shared());
  await expect(open(codeCommit, input)).rejects.toMatchObject({ name });
});

test('a pull request that does not exist, or belongs to another repository, is said to be so', async () => {
  const { codeCommit, aws } = await start();
  await aws.ensureRepository('other-repo');
  const pullRequestId = await open(codeCommit);
  await expect(codeCommit.send(new GetPullRequestCommand({ pullRequestId: '99' }))).rejects.toMatchObject({
    name: 'PullRequestDoesNotExistException',
  });
  const elsewhere = new MergePullRequestBySquashCommand({ pullRequestId, repositoryName: 'other-repo' });
  await expect(codeCommit.send(elsewhere)).rejects.toMatchObject({
    name: 'RepositoryNotAssociatedWithPullRequestException',
  });
});
