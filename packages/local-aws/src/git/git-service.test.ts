import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { LocalAws } from '../options.ts';
import { formatTime } from '../signature/signing-time.ts';
import { GIT_HOST, passwordFor, repositoryUrl } from '../testing/git-client.ts';
import { httpsRequest } from '../testing/https-client.ts';
import { shareLocalAws, startForTest } from '../testing/start-for-test.ts';

const shared = shareLocalAws({ helper: true });

test('git alone clones, pushes and fetches under the AWS address', async () => {
  const { git } = await startForTest({ helper: true });
  const one = await git.clone('flux-repo', 'one');
  const commit = await one.commit('a.txt', 'a\n');
  await one.ok('push', '--quiet', 'origin', 'HEAD:main');

  const two = await git.clone('flux-repo', 'two');
  expect(await two.ok('rev-parse', 'HEAD')).toBe(commit);
  expect(await two.ok('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');

  const next = await two.commit('b.txt', 'b\n');
  await two.ok('push', '--quiet');
  await one.ok('pull', '--quiet', 'origin', 'main');
  expect(await one.ok('rev-parse', 'HEAD')).toBe(next);
});

test('shallow and single-branch clones, and their deepening, work', async () => {
  const { git } = await startForTest();
  const one = await git.clone('flux-repo', 'one');
  for (const name of ['a', 'b', 'c', 'd']) await one.commit(name, name);
  await one.ok('push', '--quiet', 'origin', 'HEAD:main', 'HEAD~1:refs/heads/other', 'HEAD~2:refs/tags/v1');
  const shallow = await git.clone('flux-repo', 'shallow', '--depth=1', '--branch=main', '--single-branch');
  expect(await shallow.ok('rev-list', '--count', 'HEAD')).toBe('1');
  await shallow.commit('e', 'e');
  await shallow.ok('push', '--quiet', 'origin', 'main');
  await shallow.ok('fetch', '--quiet', '--unshallow');
  expect(await shallow.ok('rev-list', '--count', 'HEAD')).toBe('5');
});

test('protocol versions 0, 1 and 2 work', async () => {
  const { git } = await startForTest();
  const one = await git.clone('flux-repo', 'one');
  const commit = await one.commit('a', 'a');
  await one.ok('push', '--quiet', 'origin', 'main');
  for (const version of ['0', '1', '2']) {
    const refs = await git.ok(
      '-c',
      `protocol.version=${version}`,
      'ls-remote',
      repositoryUrl('flux-repo'),
      'main',
    );
    expect(refs).toBe(`${commit}\trefs/heads/main`);
  }
});

test('a push of many megabytes streams through', async () => {
  const { git, aws } = await startForTest();
  const one = await git.clone('flux-repo', 'one');
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(65_536))).toString('hex');
  const lines = Array.from(
    { length: 40 },
    (_, index) => `${index} ${noise.slice(index)}${noise.slice(0, index)}`,
  );
  const commit = await one.commit('large.txt', lines.join('\n'));
  // Larger than git's post buffer: sent in chunks, after a probe.
  await one.ok(
    '-c',
    'core.compression=0',
    '-c',
    'http.postBuffer=65536',
    'push',
    '--quiet',
    'origin',
    'main',
  );
  expect(await git.ok('--git-dir', aws.repositoryPath('flux-repo'), 'rev-parse', 'main')).toBe(commit);
  const two = await git.clone('flux-repo', 'two');
  expect(await two.ok('rev-parse', 'HEAD')).toBe(commit);
});

test('what is not a fast-forward is refused, with and without force', async () => {
  const { git } = await startForTest();
  const one = await git.clone('flux-repo', 'one');
  const two = await git.clone('flux-repo', 'two');
  await one.commit('a', 'one');
  await one.ok('push', '--quiet', 'origin', 'HEAD:main');
  await two.commit('a', 'two');
  const plain = await two.run('push', 'origin', 'HEAD:main');
  expect(plain.code).toBe(1);
  expect(plain.stderr).toContain('fetch first');
  const forced = await two.run('push', '--force', 'origin', 'HEAD:main');
  expect(forced.code).toBe(1);
  expect(forced.stderr).toContain('non-fast-forward');
});

test('of 20 pushes at the same moment one lands, the others lose nothing and land elsewhere', async () => {
  const { git, aws } = await startForTest();
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('seed', 'seed');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const commits = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      clone.ok('commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', `${index}`),
    ),
  );
  const push = (refspec: string) => clone.run('push', '--no-tags', 'origin', refspec);
  const codes = (await Promise.all(commits.map((commit) => push(`${commit}:refs/heads/main`)))).map(
    ({ code }) => code,
  );
  expect(codes.filter((code) => code === 0)).toHaveLength(1);
  const directory = aws.repositoryPath('flux-repo');
  expect(await git.ok('--git-dir', directory, 'rev-parse', 'main')).toBe(commits[codes.indexOf(0)]);

  const topics = await Promise.all(commits.map((commit) => push(`${commit}:refs/heads/topic-${commit}`)));
  expect(topics.map(({ code }) => code)).toEqual(commits.map(() => 0));
  const refs = await git.ok(
    '--git-dir',
    directory,
    'for-each-ref',
    '--format=%(refname:short) %(objectname)',
  );
  expect(refs.split('\n')).toEqual(
    expect.arrayContaining(commits.map((commit) => `topic-${commit} ${commit}`)),
  );
  await git.ok('--git-dir', directory, 'fsck', '--strict', '--full');
});

test('the first branch becomes the default branch', async () => {
  const { git } = await startForTest();
  const one = await git.clone('flux-repo', 'one');
  await one.commit('a', 'a');
  await one.ok('push', '--quiet', 'origin', 'HEAD:trunk');
  expect(await git.ok('ls-remote', '--symref', repositoryUrl('flux-repo'), 'HEAD')).toContain(
    'ref: refs/heads/trunk',
  );
});

test('a refusal by a hook reaches the client in its own words', async () => {
  const { git, aws } = await startForTest();
  const hook = join(aws.repositoryPath('flux-repo'), 'hooks', 'pre-receive');
  await writeFile(hook, '#!/bin/sh\necho "not on a Friday" >&2\nexit 1\n');
  await chmod(hook, 0o755);
  const one = await git.clone('flux-repo', 'one');
  await one.commit('a', 'a');
  const push = await one.run('push', 'origin', 'HEAD:main');
  expect(push.code).toBe(1);
  expect(push.stderr).toContain('remote: not on a Friday');
  expect(push.stderr).toContain('pre-receive hook declined');
});

test('a repository that does not exist is named, with the way to make it', async () => {
  const { git } = shared();
  const { stderr } = await git.run('ls-remote', repositoryUrl('other-repo'));
  expect(stderr).toContain('remote: RepositoryDoesNotExistException: other-repo does not exist');
  expect(stderr).toContain('aws codecommit create-repository --repository-name other-repo');
});

const MINUTE = 60_000;
const REFUSED = [
  ['another secret key', (aws: LocalAws) => passwordFor(aws, { secretAccessKey: 'x' }), 'another secret key'],
  ['another region', (aws: LocalAws) => passwordFor(aws, { region: 'eu-west-1' }), 'the region eu-west-1'],
  [
    'another repository',
    (aws: LocalAws) => passwordFor(aws, { path: '/v1/repos/second' }),
    'the repository "second"',
  ],
  ['16 minutes ago', (aws: LocalAws) => passwordFor(aws, { time: ago(16 * MINUTE) }), 'valid for 15 minutes'],
  ['16 minutes ahead', (aws: LocalAws) => passwordFor(aws, { time: ago(-16 * MINUTE) }), 'Correct the clock'],
  ['no SigV4', () => 'hunter2', 'not one for Git on CodeCommit'],
] as const;

test.each(REFUSED)('a password made for %s is refused with a sentence', async (_, password, sentence) => {
  const { git, aws, log } = shared();
  await aws.ensureRepository('second');
  const { code, stderr } = await git.run('ls-remote', withLogin(aws.credentials.accessKeyId, password(aws)));
  expect(code).toBe(128);
  expect(stderr).toContain(sentence);
  expect(log.at(-1)).toMatchObject({ type: 'request', status: 403 });
});

test('passwords are good for 14 minutes, and with clocks that differ by as much', async () => {
  const { git, aws } = shared();
  for (const offset of [14 * MINUTE, -14 * MINUTE]) {
    const url = withLogin(aws.credentials.accessKeyId, passwordFor(aws, { time: ago(offset) }));
    expect(await git.run('ls-remote', url)).toMatchObject({ code: 0 });
  }
});

test('an unknown access key is refused with a sentence', async () => {
  const { git, aws } = shared();
  const { stderr } = await git.run('ls-remote', withLogin('AKIAEXAMPLE', passwordFor(aws)));
  expect(stderr).toContain('The access key "AKIAEXAMPLE" is not one of local AWS');
});

function ago(milliseconds: number): string {
  return formatTime(Date.now() - milliseconds);
}

function withLogin(user: string, password: string): string {
  return `https://${encodeURIComponent(user)}:${password}@${GIT_HOST}/v1/repos/flux-repo`;
}

test('a changed configuration of a repository holds at once', async () => {
  const { git, aws } = await startForTest();
  const clone = await git.clone('flux-repo', 'clone');
  await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  const partial = ['clone', '--quiet', '--filter=blob:none', repositoryUrl('flux-repo')] as const;
  expect((await git.run(...partial, 'first')).stderr).toContain('filtering not recognized by server');
  await git.ok('--git-dir', aws.repositoryPath('flux-repo'), 'config', 'uploadpack.allowFilter', 'true');
  expect((await git.run(...partial, 'second')).stderr).not.toContain('filtering not recognized');
});

test('only the smart protocol is spoken', async () => {
  const { aws } = shared();
  for (const path of [
    'HEAD',
    'objects/info/packs',
    'info/refs',
    'info/refs?service=git-upload-archive',
    '../x/info/refs',
  ]) {
    const { status } = await httpsRequest(aws, `${repositoryUrl('flux-repo')}/${path}`);
    expect([path, status]).toEqual([path, 404]);
  }
});
