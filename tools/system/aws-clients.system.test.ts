import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalAws, startLocalAws } from '@tideway/local-aws';
import { x } from 'tinyexec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installPythonPrograms } from './python-programs.ts';

const account = '111122223333';
const region = 'us-west-2';
const url = (name: string): string => `https://git-codecommit.${region}.amazonaws.com/v1/repos/${name}`;

let folder = '';
let local: LocalAws;
let environment: Record<string, string> = {};

beforeAll(async () => {
  const bin = await installPythonPrograms('aws-clients.txt');
  folder = mkdtempSync(join(tmpdir(), 'tideway clients '));
  local = await startLocalAws({ stateDirectory: join(folder, 'aws'), targets: [{ account, region }] });
  environment = {
    ...withoutGitSettings(local.environment),
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    GIT_CONFIG_GLOBAL: join(folder, 'gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  writeFileSync(
    join(folder, 'gitconfig'),
    '[user]\nname = Reader\nemail = reader@example.com\n[init]\ndefaultBranch = main\n',
  );
});
afterAll(async () => {
  await local.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The clients are to find their own way: without the credential helper that local AWS brings for plain git. */
function withoutGitSettings(all: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('GIT_CONFIG_')));
}

async function run(cwd: string, program: string, ...args: string[]): Promise<string> {
  const result = await x(program, args, { timeout: 60_000, nodeOptions: { cwd, env: environment } });
  expect(result.exitCode, `${program} ${args.join(' ')}\n${result.stdout}${result.stderr}`).toBe(0);
  return result.stdout.trim();
}

const aws = async (...args: string[]): Promise<unknown> =>
  JSON.parse(await run(folder, 'aws', ...args, '--output', 'json'));

const helper = [
  '-c',
  'credential.helper=',
  '-c',
  'credential.helper=!aws codecommit credential-helper $@',
  '-c',
  'credential.UseHttpPath=true',
];

async function commitAndPush(
  clone: string,
  path: string,
  text: string,
  branch: string,
  ...git: string[]
): Promise<string> {
  writeFileSync(join(clone, path), text);
  await run(clone, 'git', 'checkout', '-q', '-B', branch);
  await run(clone, 'git', 'add', '-A');
  await run(clone, 'git', 'commit', '-q', '-m', `Write ${path}`);
  await run(clone, 'git', ...git, 'push', '-q', 'origin', branch);
  return run(clone, 'git', 'rev-parse', 'HEAD');
}

test('aws sts get-caller-identity says the account of the model', async () => {
  expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: account });
});

test('aws ecr get-login-password gives a password', async () => {
  expect((await run(folder, 'aws', 'ecr', 'get-login-password')).length).toBeGreaterThan(10);
});

test('git clones and pushes through the AWS CLI’s credential helper', async () => {
  await aws('codecommit', 'create-repository', '--repository-name', 'by-helper');
  await run(folder, 'git', ...helper, 'clone', '-q', url('by-helper'), 'by-helper');
  const head = await commitAndPush(join(folder, 'by-helper'), 'a.txt', 'a\n', 'main', ...helper);
  expect(
    await aws('codecommit', 'get-branch', '--repository-name', 'by-helper', '--branch-name', 'main'),
  ).toEqual({
    branch: { branchName: 'main', commitId: head },
  });
});

test('git-remote-codecommit clones, commits and pushes', async () => {
  await aws('codecommit', 'create-repository', '--repository-name', 'by-remote');
  await run(folder, 'git', 'clone', '-q', `codecommit::${region}://by-remote`, 'by-remote');
  await commitAndPush(join(folder, 'by-remote'), 'b.txt', 'b\n', 'main');
  await run(folder, 'git', 'clone', '-q', `codecommit::${region}://by-remote`, 'again');
  expect(readFileSync(join(folder, 'again', 'b.txt'), 'utf8')).toBe('b\n');
});

test('a pull request is made and merged by squash with the AWS CLI', async () => {
  await aws('codecommit', 'create-repository', '--repository-name', 'by-request');
  await run(folder, 'git', ...helper, 'clone', '-q', url('by-request'), 'by-request');
  const clone = join(folder, 'by-request');
  const before = await commitAndPush(clone, 'a.txt', 'a\n', 'main', ...helper);
  const proposed = await commitAndPush(clone, 'a.txt', 'b\n', 'change', ...helper);
  const { pullRequest } = (await aws(
    ...['codecommit', 'create-pull-request', '--title', 'Write b'],
    ...['--targets', 'repositoryName=by-request,sourceReference=change,destinationReference=main'],
  )) as { readonly pullRequest: { readonly pullRequestId: string; readonly pullRequestStatus: string } };
  expect(pullRequest.pullRequestStatus).toBe('OPEN');
  expect(
    await aws(
      ...['codecommit', 'merge-pull-request-by-squash', '--pull-request-id', pullRequest.pullRequestId],
      ...['--repository-name', 'by-request', '--source-commit-id', proposed],
    ),
  ).toMatchObject({ pullRequest: { pullRequestStatus: 'CLOSED' } });
  await run(clone, 'git', ...helper, 'fetch', '-q');
  expect(await run(clone, 'git', 'show', 'origin/main:a.txt')).toBe('b');
  expect(await run(clone, 'git', 'rev-parse', 'origin/main^')).toBe(before);
});

test('a wrong key is refused, and the client says so', async () => {
  const result = await x('git', [...helper, 'ls-remote', url('by-helper')], {
    nodeOptions: { cwd: folder, env: { ...environment, AWS_SECRET_ACCESS_KEY: 'wrong' } },
  });
  expect(result.exitCode).not.toBe(0);
  expect(result.stderr).toContain('403');
  expect(result.stderr).not.toContain('wrong');
});
