import type { CodeCommitClient, CreateCommitCommandInput } from '@aws-sdk/client-codecommit';
import { CreateCommitCommand, GetCommitCommand, GetFileCommand } from '@aws-sdk/client-codecommit';
import { expect, test, vi } from 'vitest';
import { awsClients } from '../testing/aws-clients.ts';
import type { TestedLocalAws } from '../testing/start-for-test.ts';
import { shareLocalAws, startForTest } from '../testing/start-for-test.ts';

const shared = shareLocalAws();
const repositoryName = 'flux-repo';
const text = (value: string) => Buffer.from(value);

async function start(): Promise<TestedLocalAws & { codeCommit: CodeCommitClient }> {
  const local = await startForTest();
  return { ...local, codeCommit: (await awsClients(local.aws)).codeCommit };
}

function commit(codeCommit: CodeCommitClient, input: Partial<CreateCommitCommandInput>) {
  return codeCommit.send(new CreateCommitCommand({ repositoryName, branchName: 'main', ...input }));
}

test('CreateCommit makes the first commit, then others on top, and git sees the same', async () => {
  const { codeCommit, git, events } = await start();
  const first = await commit(codeCommit, {
    authorName: 'Ada',
    email: 'ada@example.com',
    commitMessage: 'Begin',
    putFiles: [
      { filePath: 'a.txt', fileContent: text('a\n') },
      { filePath: 'bin/run "it".sh', fileMode: 'EXECUTABLE', fileContent: text('#!/bin/sh\n') },
      { filePath: 'old.txt', fileContent: text('old\n') },
    ],
  });
  expect(first.filesAdded?.map(({ absolutePath }) => absolutePath)).toEqual([
    'a.txt',
    'bin/run "it".sh',
    'old.txt',
  ]);
  const second = await commit(codeCommit, {
    parentCommitId: first.commitId,
    putFiles: [
      { filePath: 'a.txt', fileContent: text('b\n') },
      { filePath: 'new/moved.txt', sourceFile: { filePath: 'old.txt', isMove: true } },
    ],
    setFileModes: [{ filePath: 'bin/run "it".sh', fileMode: 'NORMAL' }],
  });
  expect(second.filesUpdated?.map(({ absolutePath }) => absolutePath)).toEqual(['bin/run "it".sh', 'a.txt']);
  expect(second.filesDeleted?.map(({ absolutePath }) => absolutePath)).toEqual(['old.txt']);

  const clone = await git.clone(repositoryName, 'clone');
  const log = `${second.commitId} local <>: \n${first.commitId} Ada <ada@example.com>: Begin`;
  expect(await clone.ok('log', '--format=%H %an <%ae>: %s')).toBe(log);
  expect(await clone.ok('ls-files', '--stage')).not.toContain('100755');
  expect((await clone.ok('ls-files')).split('\n')).toEqual([
    'a.txt',
    '"bin/run \\"it\\".sh"',
    'new/moved.txt',
  ]);
  expect(await clone.ok('rev-parse', 'HEAD^{tree}')).toBe(second.treeId);
  expect(await clone.ok('show', 'HEAD:a.txt')).toBe('b');
  const told = () => events.map(({ detail }) => [detail['event'], detail['oldCommitId'], detail['commitId']]);
  const created = ['referenceCreated', undefined, first.commitId];
  await vi.waitFor(() =>
    expect(told()).toEqual([created, ['referenceUpdated', first.commitId, second.commitId]]),
  );
});

test('CreateCommit on an outdated parent is refused, and of two at once one wins', async () => {
  const { codeCommit } = await start();
  const { commitId } = await commit(codeCommit, { putFiles: [{ filePath: 'a', fileContent: text('a') }] });
  const outcomes = await Promise.allSettled(
    ['b', 'c'].map((name) =>
      commit(codeCommit, {
        parentCommitId: commitId,
        putFiles: [{ filePath: name, fileContent: text(name) }],
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { name: 'ParentCommitIdOutdatedException' },
  });
});

const file = (filePath: string, size = 1) => ({ filePath, fileContent: Buffer.alloc(size, 'x') });
const MEGABYTE = 1024 * 1024;

test.each<[string, Partial<CreateCommitCommandInput>]>([
  ['ParentCommitIdRequiredException', { parentCommitId: undefined, putFiles: [file('b')] }],
  ['ParentCommitDoesNotExistException', { parentCommitId: 'f'.repeat(40), putFiles: [file('b')] }],
  ['InvalidParentCommitIdException', { parentCommitId: 'main', putFiles: [file('b')] }],
  ['BranchDoesNotExistException', { branchName: 'other', putFiles: [file('b')] }],
  ['InvalidBranchNameException', { branchName: 'a..b', putFiles: [file('b')] }],
  ['FileEntryRequiredException', {}],
  [
    'MaximumFileEntriesExceededException',
    { putFiles: Array.from({ length: 101 }, (_, index) => file(`f${index}`)) },
  ],
  ['FileContentSizeLimitExceededException', { putFiles: [file('b', 6 * MEGABYTE + 1)] }],
  ['FileContentSizeLimitExceededException', { putFiles: [file('b', 4 * MEGABYTE), file('c', 4 * MEGABYTE)] }],
  ['SamePathRequestException', { putFiles: [file('b')], deleteFiles: [{ filePath: 'b' }] }],
  ['NoChangeException', { putFiles: [file('a')] }],
  ['FileDoesNotExistException', { deleteFiles: [{ filePath: 'none' }] }],
  ['InvalidPathException', { putFiles: [file('../escape')] }],
  ['InvalidPathException', { putFiles: [file('x/.git/config')] }],
  ['DirectoryNameConflictsWithFileNameException', { putFiles: [file('a/below')] }],
  ['FileNameConflictsWithDirectoryNameException', { putFiles: [file('folder')] }],
  ['PutFileEntryConflictException', { putFiles: [file('n'), file('n/below')] }],
  ['SourceFileOrContentRequiredException', { putFiles: [{ filePath: 'b' }] }],
  ['InvalidFileModeException', { setFileModes: [{ filePath: 'a', fileMode: 'ODD' as 'NORMAL' }] }],
])('CreateCommit: %s', async (name, input) => {
  const { aws, git } = shared();
  const { codeCommit } = await awsClients(aws);
  const tip = () =>
    git.ok('--git-dir', aws.repositoryPath(repositoryName), 'for-each-ref', '--format=%(objectname)');
  if ((await tip()) === '') await commit(codeCommit, { putFiles: [file('a'), file('folder/x')] });
  const parentCommitId = await tip();
  await expect(commit(codeCommit, { parentCommitId, ...input })).rejects.toMatchObject({ name });
  expect(await tip()).toBe(parentCommitId);
});

test('a file of exactly 6 MB and 100 files are taken; a folder may take the place of a file', async () => {
  const { codeCommit } = await start();
  const first = await commit(codeCommit, { putFiles: [file('large', 6 * MEGABYTE)] });
  const putFiles = Array.from({ length: 99 }, (_, index) => file(`large/${index}`));
  const second = await commit(codeCommit, {
    parentCommitId: first.commitId,
    putFiles,
    deleteFiles: [{ filePath: 'large' }],
  });
  expect(second.filesAdded).toHaveLength(99);
});

test('a folder that loses its last file stays when asked for', async () => {
  const { codeCommit } = await start();
  const { commitId } = await commit(codeCommit, { putFiles: [file('a'), file('folder/x')] });
  const deleteFiles = [{ filePath: 'folder/x' }];
  const kept = await commit(codeCommit, { parentCommitId: commitId, keepEmptyFolders: true, deleteFiles });
  expect(kept.filesAdded?.map(({ absolutePath }) => absolutePath)).toEqual(['folder/.gitkeep']);
});

test('commits and files are read as they are', async () => {
  const { codeCommit, git } = await start();
  const clone = await git.clone(repositoryName, 'clone');
  await clone.commit('ä ö.bin', 'x\0y');
  await clone.ok('commit', '--quiet', '--allow-empty', '-m', 'Subject\n\nTwo lines\nof text');
  const id = await clone.ok('rev-parse', 'HEAD');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');

  const { commit: read } = await codeCommit.send(new GetCommitCommand({ repositoryName, commitId: id }));
  expect(read).toMatchObject({
    commitId: id,
    parents: [await clone.ok('rev-parse', 'HEAD~1')],
    treeId: await clone.ok('rev-parse', 'HEAD^{tree}'),
    message: 'Subject\n\nTwo lines\nof text\n',
    author: {
      name: 'Ada',
      email: 'ada@example.com',
      date: await clone.ok('log', '-1', '--date=raw', '--format=%ad'),
    },
  });
  const got = await codeCommit.send(new GetFileCommand({ repositoryName, filePath: '/ä ö.bin' }));
  expect(got).toMatchObject({ commitId: id, filePath: 'ä ö.bin', fileMode: 'NORMAL', fileSize: 3 });
  expect(Buffer.from(got.fileContent ?? []).toString()).toBe('x\0y');
  const missing = new GetFileCommand({
    repositoryName,
    commitSpecifier: 'refs/heads/main',
    filePath: 'none',
  });
  await expect(codeCommit.send(missing)).rejects.toMatchObject({ name: 'FileDoesNotExistException' });
  const nowhere = new GetFileCommand({ repositoryName, commitSpecifier: 'nowhere', filePath: 'none' });
  await expect(codeCommit.send(nowhere)).rejects.toMatchObject({ name: 'CommitDoesNotExistException' });
});
