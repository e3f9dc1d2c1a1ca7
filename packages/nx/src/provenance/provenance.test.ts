import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'tideway-provenance.mjs');
const arn = 'arn:aws:codebuild:eu-west-1:444455556666:build/Pack:0a1b';
const built = {
  CODEBUILD_BUILD_ARN: arn,
  CODEBUILD_RESOLVED_SOURCE_VERSION: 'a'.repeat(40),
  CODEBUILD_SOURCE_REPO_URL: 'https://git-codecommit.eu-west-1.amazonaws.com/v1/repos/acme',
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway provenance '));
  mkdirSync(join(folder, 'packed'));
  write('packed/b.tgz', 'b');
  write('packed/a.tgz', 'a');
  write('packed/publish-plan.json', '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  writeFileSync(join(folder, path), text);
}

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  return spawnSync(process.execPath, [bin, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH, ...environment },
    timeout: 20_000,
  });
}

function statement(): unknown {
  return JSON.parse(readFileSync(join(folder, 'packed/provenance.json'), 'utf8'));
}

test('what CodeBuild packed is stated: the files, the commit, the project and the build', () => {
  expect(run(['packed'], built)).toMatchObject({ status: 0, stderr: '' });
  expect(statement()).toMatchObject({
    subject: [
      {
        name: 'a.tgz',
        digest: { sha256: 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb' },
      },
      { name: 'b.tgz' },
    ],
    predicate: {
      buildDefinition: { resolvedDependencies: [{ digest: { gitCommit: 'a'.repeat(40) } }] },
      runDetails: {
        builder: { id: 'arn:aws:codebuild:eu-west-1:444455556666:project/Pack' },
        metadata: { invocationId: arn },
      },
    },
  });
  expect(run(['--check', 'packed'])).toMatchObject({
    status: 0,
    stdout: '2 packed files are what was built.\n',
  });
});

test('elsewhere Git says which commit it is', () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });
  git('init', '-q');
  git('commit', '-q', '--allow-empty', '-m', 'one');
  const commit = git('rev-parse', 'HEAD').toString().trim();
  expect(run(['packed']).status).toBe(0);
  expect(JSON.stringify(statement())).toContain(`"gitCommit":"${commit}"`);
});

test('every file that was changed, added or taken away afterwards is named', () => {
  write('packed/c.tgz', 'c');
  run(['packed'], built);
  write('packed/a.tgz', 'another');
  write('packed/d.tgz', 'd');
  rmSync(join(folder, 'packed/b.tgz'));
  const { status, stderr } = run(['--check', 'packed']);
  expect(status).toBe(1);
  expect(stderr).toContain('a.tgz is not what was built');
  expect(stderr).toContain('b.tgz is missing');
  expect(stderr).toContain('d.tgz is not in provenance.json');
  expect(stderr).not.toContain('c.tgz');
});

test('a folder without packed files or without a statement is wrong use', () => {
  mkdirSync(join(folder, 'empty'));
  expect(run(['empty'])).toMatchObject({ status: 2, stderr: 'empty holds no packed file. Pack first.\n' });
  expect(run(['--check', 'packed']).status).toBe(2);
});
