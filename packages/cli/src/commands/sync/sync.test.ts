import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
  git('init', '-q', '-b', 'main');
  git('-c', 'user.name=T', '-c', 'user.email=t@example.com', 'commit', '-q', '--allow-empty', '-m', 'First');
});
afterEach(() => workspace.remove());

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: workspace.root, encoding: 'utf8' }).trim();
}

/** The repository as the server has it. */
function bare(name: string, ...args: string[]): string {
  const folder = join(workspace.root, '.tideway/aws/codecommit/444455556666/eu-west-1', `${name}.git`);
  return execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' }).trim();
}

/** What a person or Flux's robot does: a commit on top of main. */
function commitAsSomebody(name: string, path: string, edit: (text: string) => string): void {
  const clone = join(workspace.root, `clone-${name}`);
  const folder = join(workspace.root, '.tideway/aws/codecommit/444455556666/eu-west-1', `${name}.git`);
  execFileSync('git', ['clone', '-q', folder, clone]);
  const file = join(clone, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, edit(readFileSync(file, 'utf8')));
  execFileSync('git', [
    '-C',
    clone,
    '-c',
    'user.name=S',
    '-c',
    'user.email=s@example.com',
    'commit',
    '-qam',
    'Edit',
  ]);
  execFileSync('git', ['-C', clone, 'push', '-q']);
}

const run = (command: string, ...argv: string[]) =>
  testRun({ argv: [command, ...argv], cwd: workspace.root });
const overlay = 'deploy/kubernetes/overlays/development/kustomization.yaml';

describe('tideway sync', () => {
  test('delivers sources, manifests and the flux-repo, each commit naming the one it was made from', async () => {
    const { exitCode, stdout } = await run('sync');
    expect(exitCode).toBe(0);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => line.split(/\s+/).slice(0, 2).join(' ')),
    ).toEqual(['web-source created', 'shop-repo created', 'flux-repo created', 'Delivered to']);
    expect(bare('web-source', 'show', 'main:index.html')).toBe('<h1>web</h1>');
    expect(bare('shop-repo', 'show', `main:${overlay}`)).toContain('main-0000000-0');
    expect(bare('flux-repo', 'log', '-1', '--format=%B', 'main')).toContain(
      `Tideway-Source: ${git('rev-parse', 'HEAD')}`,
    );
  });

  test('a second run pushes nothing and says so', async () => {
    await run('sync');
    const before = bare('shop-repo', 'rev-parse', 'main');
    const { exitCode, stdout } = await run('sync');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing to do');
    expect(bare('shop-repo', 'rev-parse', 'main')).toBe(before);
  });

  test('what the robot wrote stays, and is no drift', async () => {
    await run('sync');
    commitAsSomebody('shop-repo', overlay, (text) => text.replace('main-0000000-0', 'main-abcdef0-7'));
    expect((await run('sync')).exitCode).toBe(0);
    expect(bare('shop-repo', 'show', `main:${overlay}`)).toContain('main-abcdef0-7');
    const { exitCode, stdout } = await run('drift', 'shop-repo');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('main-abcdef0-7');
    expect(stdout).toContain('first value: main-0000000-0');
  });

  test('what a person edited is drift, and sync leaves it', async () => {
    await run('sync');
    commitAsSomebody('shop-repo', 'deploy/kubernetes/base/cache.yaml', (text) =>
      text.replace('replicas: 1', 'replicas: 2'),
    );
    const { exitCode, stdout } = await run('drift');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('edited in the repository  deploy/kubernetes/base/cache.yaml');
    expect((await run('sync')).exitCode).toBe(0);
    expect(bare('shop-repo', 'show', 'main:deploy/kubernetes/base/cache.yaml')).toContain('replicas: 2');
  });

  test('--dry-run shows every file and pushes nothing', async () => {
    const { exitCode, stdout } = await run('sync', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('deploy/kubernetes/base/web.yaml');
    expect(stdout).toContain('Nothing was pushed');
    expect(bare('shop-repo', 'for-each-ref')).toBe('');
  });

  test('only the named repositories are delivered; an unknown name is wrong use', async () => {
    const one = await run('sync', 'shop-repo', '--json');
    const { repositories } = JSON.parse(one.stdout) as {
      repositories: { repository: string; outcome: string }[];
    };
    expect(repositories).toMatchObject([{ repository: 'shop-repo', outcome: 'created' }]);
    const unknown = await run('sync', 'shop');
    expect(unknown.exitCode).toBe(2);
    expect(unknown.stderr).toContain('web-source, shop-repo, flux-repo');
  });

  test('a repository that refuses fails alone, with the reason; the others are delivered', async () => {
    await run('sync', 'shop-repo', '--dry-run');
    const hooks = join(workspace.root, '.tideway/aws/codecommit/444455556666/eu-west-1/shop-repo.git/hooks');
    mkdirSync(hooks, { recursive: true });
    writeFileSync(join(hooks, 'pre-receive'), '#!/bin/sh\necho "change freeze until Monday" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const { exitCode, stdout } = await run('sync');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('change freeze until Monday');
    expect(bare('shop-repo', 'for-each-ref')).toBe('');
    expect(bare('flux-repo', 'show', 'main:clusters/dev/apps.yaml')).toContain('kind: Kustomization');
  });
});
