import {
  CreateRepositoryCommand,
  DeleteRepositoryCommand,
  GetRepositoryCommand,
  ListRepositoriesCommand,
} from '@aws-sdk/client-codecommit';
import { expect, test } from 'vitest';
import { awsClients } from '../testing/aws-clients.ts';
import { shareLocalAws, startForTest } from '../testing/start-for-test.ts';

const shared = shareLocalAws();

test('a repository made by the API is described as CodeCommit does, and git can clone it', async () => {
  const { aws, git } = await startForTest();
  const { codeCommit } = await awsClients(aws);
  const made = await codeCommit.send(
    new CreateRepositoryCommand({ repositoryName: 'app-repo', repositoryDescription: 'The <front end>' }),
  );
  expect(made.repositoryMetadata).toMatchObject({
    accountId: '111122223333',
    repositoryName: 'app-repo',
    repositoryDescription: 'The <front end>',
    cloneUrlHttp: 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/app-repo',
    cloneUrlSsh: 'ssh://git-codecommit.us-west-2.amazonaws.com/v1/repos/app-repo',
    Arn: 'arn:aws:codecommit:us-west-2:111122223333:app-repo',
  });
  expect(made.repositoryMetadata?.repositoryId).toMatch(/^[0-9a-f-]{36}$/);
  expect(Math.abs(Date.now() - Number(made.repositoryMetadata?.creationDate))).toBeLessThan(60_000);
  expect(made.repositoryMetadata?.defaultBranch).toBeUndefined();

  const clone = await git.clone('app-repo', 'clone');
  await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const seen = await codeCommit.send(new GetRepositoryCommand({ repositoryName: 'app-repo' }));
  expect(seen.repositoryMetadata?.defaultBranch).toBe('main');
  expect(seen.repositoryMetadata?.repositoryId).toBe(made.repositoryMetadata?.repositoryId);
});

test('repositories are listed with their ids, and gone when deleted', async () => {
  const { aws, git } = await startForTest();
  const { codeCommit } = await awsClients(aws);
  for (const repositoryName of ['b', 'a'])
    await codeCommit.send(new CreateRepositoryCommand({ repositoryName }));
  const listed = await codeCommit.send(
    new ListRepositoriesCommand({ order: 'descending', sortBy: 'repositoryName' }),
  );
  expect(listed.repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['flux-repo', 'b', 'a']);
  const deleted = await codeCommit.send(new DeleteRepositoryCommand({ repositoryName: 'a' }));
  expect(deleted.repositoryId).toBe(listed.repositories?.at(-1)?.repositoryId);
  expect(await codeCommit.send(new DeleteRepositoryCommand({ repositoryName: 'a' }))).not.toHaveProperty(
    'repositoryId',
  );
  expect((await git.run('ls-remote', 'https://git-codecommit.us-west-2.amazonaws.com/v1/repos/a')).code).toBe(
    128,
  );
});

test.each([
  ['RepositoryNameExistsException', { repositoryName: 'flux-repo' }],
  ['InvalidRepositoryNameException', { repositoryName: '../escape' }],
  ['InvalidRepositoryNameException', { repositoryName: 'name.git' }],
  ['RepositoryNameRequiredException', { repositoryName: undefined as unknown as string }],
  ['InvalidRepositoryDescriptionException', { repositoryName: 'x', repositoryDescription: 'x'.repeat(1001) }],
])('%s for %o', async (name, input) => {
  const { aws } = shared();
  const { codeCommit } = await awsClients(aws);
  await expect(codeCommit.send(new CreateRepositoryCommand(input))).rejects.toMatchObject({ name });
});

test('a repository that does not exist is said to be so', async () => {
  const { aws } = shared();
  const { codeCommit } = await awsClients(aws);
  await expect(codeCommit.send(new GetRepositoryCommand({ repositoryName: 'none' }))).rejects.toMatchObject({
    name: 'RepositoryDoesNotExistException',
    message: 'none does not exist in account 111122223333, region us-west-2.',
    $metadata: { httpStatusCode: 400 },
  });
});
