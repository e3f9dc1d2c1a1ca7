import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  GetMergeConflictsCommand,
  GetPullRequestCommand,
  ListPullRequestsCommand,
  MergePullRequestByFastForwardCommand,
  MergePullRequestBySquashCommand,
  MergePullRequestByThreeWayCommand,
} from '@aws-sdk/client-codecommit';
import { expect, test, vi } from 'vitest';
import { startForTest } from '../../testing/start-for-test.ts';
import { lines, topicBranch } from '../../testing/topic-branch.ts';

const repositoryName = 'flux-repo';

test('squashed: one commit on main, with the message and author that were given', async () => {
  const local = await startForTest();
  const { codeCommit, base, open, show } = await topicBranch(local);
  const pullRequestId = await open();
  const author = { authorName: 'Robot', email: 'robot@example.com' };
  const commitMessage = 'Deliver\n\nTideway-Source: abc';
  const merge = { pullRequestId, repositoryName };
  const { pullRequest } = await codeCommit.send(
    new MergePullRequestBySquashCommand({ ...merge, ...author, commitMessage }),
  );
  const merged = await show('-s', '--format=%H', 'main');
  expect(pullRequest).toMatchObject({ pullRequestStatus: 'CLOSED' });
  expect(pullRequest?.pullRequestTargets?.[0]?.mergeMetadata).toEqual({
    isMerged: true,
    mergedBy: 'arn:aws:iam::111122223333:user/local',
    mergeCommitId: merged,
    mergeOption: 'SQUASH_MERGE',
  });
  const shown = await show('-s', '--format=%P|%an|%ae|%B', 'main');
  expect(shown).toBe(`${base}|Robot|robot@example.com|${commitMessage}`);
  const detail = { event: 'referenceUpdated', oldCommitId: base, commitId: merged };
  await vi.waitFor(() => expect(local.events.at(-1)?.detail).toMatchObject(detail));
  const again = codeCommit.send(new MergePullRequestBySquashCommand(merge));
  await expect(again).rejects.toMatchObject({ name: 'PullRequestAlreadyClosedException' });
});

test('by three ways: a commit with both parents', async () => {
  const { codeCommit, base, topic, commit, open, show } = await topicBranch(await startForTest());
  const other = await commit('main', base, { other: 'other' });
  const pullRequestId = await open();
  await codeCommit.send(new MergePullRequestByThreeWayCommand({ pullRequestId, repositoryName }));
  expect(await show('-s', '--format=%P %an', 'main')).toBe(`${other} ${topic} local`);
  expect((await show('main:')).split('\n').slice(2)).toEqual(['file', 'new', 'other']);
});

test('by fast-forward: main moves to the branch that was seen', async () => {
  const { codeCommit, base, topic, open, show } = await topicBranch(await startForTest());
  const merge = { pullRequestId: await open(), repositoryName };
  const unseen = codeCommit.send(
    new MergePullRequestByFastForwardCommand({ ...merge, sourceCommitId: base }),
  );
  await expect(unseen).rejects.toMatchObject({ name: 'TipOfSourceReferenceIsDifferentException' });
  await codeCommit.send(new MergePullRequestByFastForwardCommand({ ...merge, sourceCommitId: topic }));
  expect(await show('-s', '--format=%H', 'main')).toBe(topic);
});

test('by fast-forward: refused where main has commits of its own', async () => {
  const { codeCommit, base, commit, open, show } = await topicBranch(await startForTest());
  const main = await commit('main', base, { other: 'other' });
  const merge = { pullRequestId: await open(), repositoryName };
  const refused = codeCommit.send(new MergePullRequestByFastForwardCommand(merge));
  await expect(refused).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
  expect(await show('-s', '--format=%H', 'main')).toBe(main);
});

test('a file changed on both sides is in conflict, unless lines are compared', async () => {
  const { codeCommit, base, commit, open, show } = await topicBranch(await startForTest());
  const main = await commit('main', base, { file: lines({ eight: 'EIGHT' }) });
  const between = { repositoryName, destinationCommitSpecifier: 'main', sourceCommitSpecifier: 'topic' };
  const asked = { ...between, mergeOption: 'SQUASH_MERGE' } as const;
  const byFile = await codeCommit.send(new GetMergeConflictsCommand(asked));
  expect(byFile).toMatchObject({ mergeable: false, destinationCommitId: main, baseCommitId: base });
  const size = lines().length;
  expect(byFile.conflictMetadataList).toMatchObject([
    {
      filePath: 'file',
      contentConflict: true,
      numberOfConflicts: 1,
      fileSizes: { base: size, source: size, destination: size },
      isBinaryFile: { base: false, source: false, destination: false },
      mergeOperations: { source: 'M', destination: 'M' },
    },
  ]);
  const byLine = await codeCommit.send(
    new GetMergeConflictsCommand({ ...asked, conflictDetailLevel: 'LINE_LEVEL' }),
  );
  expect(byLine).toMatchObject({ mergeable: true, conflictMetadataList: [] });

  const merge = { pullRequestId: await open(), repositoryName };
  const refused = codeCommit.send(new MergePullRequestBySquashCommand(merge));
  await expect(refused).rejects.toMatchObject({
    name: 'ManualMergeRequiredException',
    message: expect.stringContaining('In conflict: file') as string,
  });
  await codeCommit.send(new MergePullRequestBySquashCommand({ ...merge, conflictDetailLevel: 'LINE_LEVEL' }));
  expect(`${await show('main:file')}\n`).toBe(lines({ one: 'ONE', eight: 'EIGHT' }));
});

test.each([
  ['FILE_LEVEL', 'ACCEPT_SOURCE', lines({ one: 'ONE' })],
  ['FILE_LEVEL', 'ACCEPT_DESTINATION', lines({ one: 'uno', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'ACCEPT_SOURCE', lines({ one: 'ONE', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'ACCEPT_DESTINATION', lines({ one: 'uno', eight: 'EIGHT' })],
  ['LINE_LEVEL', 'AUTOMERGE', lines({ one: 'uno\nONE', eight: 'EIGHT' })],
] as const)('one line changed on both sides, %s and %s', async (level, strategy, expected) => {
  const { codeCommit, base, commit, open, show } = await topicBranch(await startForTest());
  await commit('main', base, { file: lines({ one: 'uno', eight: 'EIGHT' }) });
  const merge = { pullRequestId: await open(), repositoryName, conflictDetailLevel: level };
  const refused = codeCommit.send(new MergePullRequestByThreeWayCommand(merge));
  await expect(refused).rejects.toMatchObject({ name: 'ManualMergeRequiredException' });
  await codeCommit.send(
    new MergePullRequestByThreeWayCommand({ ...merge, conflictResolutionStrategy: strategy }),
  );
  expect(`${await show('main:file')}\n`).toBe(expected);
});

test('of merges at the same moment at least one is done and the others are told', async () => {
  const { codeCommit, open } = await topicBranch(await startForTest());
  const ids = [await open(), await open(), await open()];
  const merges = ids.map(
    (pullRequestId) => new MergePullRequestBySquashCommand({ pullRequestId, repositoryName }),
  );
  const outcomes = await Promise.allSettled(merges.map((merge) => codeCommit.send(merge)));
  const done = outcomes.filter(({ status }) => status === 'fulfilled');
  expect(done.length).toBeGreaterThanOrEqual(1);
  const told = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason as Error] : [],
  );
  expect(told.filter(({ name }) => name !== 'ConcurrentReferenceUpdateException')).toEqual([]);
  const list = new ListPullRequestsCommand({ repositoryName, pullRequestStatus: 'OPEN' });
  expect((await codeCommit.send(list)).pullRequestIds).toHaveLength(told.length);
});

test('a merge whose record was lost is recognised by its commit', async () => {
  const local = await startForTest();
  const { codeCommit, open } = await topicBranch(local);
  const pullRequestId = await open();
  const path = join(local.aws.repositoryPath(repositoryName), '..', 'pull-requests', `${pullRequestId}.json`);
  const before = JSON.parse(await readFile(path, 'utf8')) as object;
  const merge = new MergePullRequestBySquashCommand({ pullRequestId, repositoryName });
  const { pullRequest } = await codeCommit.send(merge);
  const commit = pullRequest?.pullRequestTargets?.[0]?.mergeMetadata?.mergeCommitId;
  // As a process leaves it that ends between moving the branch and recording it.
  const merging = { by: 'arn:aws:iam::111122223333:user/local', commit, option: 'SQUASH_MERGE' };
  await writeFile(path, JSON.stringify({ ...before, merging }));
  const read = await codeCommit.send(new GetPullRequestCommand({ pullRequestId }));
  expect(read.pullRequest).toMatchObject({ pullRequestStatus: 'CLOSED' });
  expect(read.pullRequest?.pullRequestTargets?.[0]?.mergeMetadata).toMatchObject({
    isMerged: true,
    mergeCommitId: commit,
  });
});

test('a pull request of another repository is not merged', async () => {
  const local = await startForTest();
  const { codeCommit, open } = await topicBranch(local);
  await local.aws.ensureRepository('other-repo');
  const elsewhere = { pullRequestId: await open(), repositoryName: 'other-repo' };
  const merge = codeCommit.send(new MergePullRequestBySquashCommand(elsewhere));
  await expect(merge).rejects.toMatchObject({ name: 'RepositoryNotAssociatedWithPullRequestException' });
});
