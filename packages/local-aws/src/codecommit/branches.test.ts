import type { CodeCommitClient, CreateCommitCommandInput } from '@aws-sdk/client-codecommit';
import {
  CreateBranchCommand,
  CreateCommitCommand,
  DeleteBranchCommand,
  GetBranchCommand,
  GetDifferencesCommand,
  ListBranchesCommand,
  paginateGetDifferences,
  UpdateDefaultBranchCommand,
} from '@aws-sdk/client-codecommit';
import { expect, test, vi } from 'vitest';
import { awsClients } from '../testing/aws-clients.ts';
import type { TestedLocalAws } from '../testing/start-for-test.ts';
import { startForTest } from '../testing/start-for-test.ts';

const repositoryName = 'flux-repo';
const file = (filePath: string, size = 1) => ({ filePath, fileContent: Buffer.alloc(size, 'x') });

async function start(): Promise<TestedLocalAws & { codeCommit: CodeCommitClient }> {
  const local = await startForTest();
  return { ...local, codeCommit: (await awsClients(local.aws)).codeCommit };
}

function commit(codeCommit: CodeCommitClient, input: Partial<CreateCommitCommandInput>) {
  return codeCommit.send(new CreateCommitCommand({ repositoryName, branchName: 'main', ...input }));
}

test('branches are made, listed, made the default and deleted', async () => {
  const { codeCommit, events } = await start();
  const { commitId = '' } = await commit(codeCommit, { putFiles: [file('a')] });
  const branchName = 'tideway/delivery';
  await codeCommit.send(new CreateBranchCommand({ repositoryName, branchName, commitId }));
  const again = codeCommit.send(new CreateBranchCommand({ repositoryName, branchName, commitId }));
  await expect(again).rejects.toMatchObject({ name: 'BranchNameExistsException' });
  const { branches } = await codeCommit.send(new ListBranchesCommand({ repositoryName }));
  expect(branches).toEqual(['main', branchName]);
  const { branch } = await codeCommit.send(new GetBranchCommand({ repositoryName, branchName }));
  expect(branch).toEqual({ branchName, commitId });

  const remove = (name: string) =>
    codeCommit.send(new DeleteBranchCommand({ repositoryName, branchName: name }));
  await expect(remove('main')).rejects.toMatchObject({ name: 'DefaultBranchCannotBeDeletedException' });
  await codeCommit.send(new UpdateDefaultBranchCommand({ repositoryName, defaultBranchName: branchName }));
  expect((await remove('main')).deletedBranch).toEqual({ branchName: 'main', commitId });
  expect((await remove('main')).deletedBranch).toBeUndefined();
  const told = () => events.map(({ detail }) => `${detail['event']} ${detail['referenceName']}`);
  const expected = ['referenceCreated main', 'referenceCreated tideway/delivery', 'referenceDeleted main'];
  await vi.waitFor(() => expect(told()).toEqual(expected));
});

test('differences come in pages, by folder, and from nothing', async () => {
  const { codeCommit } = await start();
  const names = Array.from({ length: 50 }, (_, index) => `f/${String(index).padStart(2, '0')}`);
  const { commitId: before } = await commit(codeCommit, { putFiles: names.map((name) => file(name)) });
  const { commitId: after } = await commit(codeCommit, {
    parentCommitId: before,
    putFiles: [file('g/new'), file('f/00', 2)],
    deleteFiles: [{ filePath: 'f/01' }],
  });
  const all = [];
  const from = { repositoryName, afterCommitSpecifier: before };
  for await (const page of paginateGetDifferences({ client: codeCommit, pageSize: 20 }, from)) {
    expect(page.differences?.length).toBeLessThanOrEqual(20);
    all.push(...(page.differences ?? []));
  }
  expect(all.map(({ afterBlob }) => afterBlob?.path)).toEqual(names);
  const changed = await codeCommit.send(
    new GetDifferencesCommand({ repositoryName, beforeCommitSpecifier: before, afterCommitSpecifier: after }),
  );
  expect(
    changed.differences?.map(({ changeType, beforeBlob, afterBlob }) => [
      changeType,
      (afterBlob ?? beforeBlob)?.path,
    ]),
  ).toEqual([
    ['M', 'f/00'],
    ['D', 'f/01'],
    ['A', 'g/new'],
  ]);
  const below = new GetDifferencesCommand({
    repositoryName,
    beforeCommitSpecifier: before,
    afterCommitSpecifier: after,
    afterPath: 'g',
  });
  expect((await codeCommit.send(below)).differences).toHaveLength(1);
  const wrongToken = new GetDifferencesCommand({
    repositoryName,
    afterCommitSpecifier: 'main',
    NextToken: 'x',
  });
  await expect(codeCommit.send(wrongToken)).rejects.toMatchObject({
    name: 'InvalidContinuationTokenException',
  });
});
