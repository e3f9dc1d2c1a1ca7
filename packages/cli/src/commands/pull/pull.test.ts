import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(async () => {
  workspace = testWorkspace();
  workspace.writeModel();
  writeFileSync(page(), '<h1>web</h1>\n<p>one</p>\n<p>two</p>\n<p>three</p>\n<p>four</p>\n');
  const { exitCode, stdout, stderr } = await run('sync');
  if (exitCode !== 0) throw new Error(`${stdout}${stderr}`);
});
afterEach(() => workspace.remove());

const run = (command: string, ...argv: string[]) =>
  testRun({ argv: [command, ...argv], cwd: workspace.root });
const page = () => join(workspace.root, 'apps/web/index.html');
const bare = () => join(workspace.root, '.tideway/aws/codecommit/444455556666/eu-west-1/web-source.git');

/** What a team does in a clone of its own. */
function commitAsTeam(path: string, edit: (text: string) => string, message: string): void {
  const clone = join(workspace.root, 'clones', message.replaceAll(' ', '-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args]);
  git('clone', '-q', bare(), clone);
  const file = join(clone, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, edit(path === 'index.html' ? readFileSync(file, 'utf8') : ''));
  git('-C', clone, 'add', '--all');
  git('-C', clone, 'commit', '-qm', message);
  git('-C', clone, 'push', '-q');
}

const inRepository = (path: string) =>
  execFileSync('git', ['-C', bare(), 'show', `main:${path}`], { encoding: 'utf8' });

describe('tideway pull', () => {
  test('what a team commits is drift, survives a delivery, comes back by a pull, and then differs no more', async () => {
    commitAsTeam('index.html', (text) => text.replace('one', 'ONE'), 'Shout');
    commitAsTeam('docs/why.md', () => 'because\n', 'Say why');
    const drifted = await run('drift', 'web-source');
    expect(drifted.exitCode).toBe(1);
    expect(drifted.stdout).toMatch(
      /added in the repository +docs\/why\.md\n +edited in the repository +index\.html/,
    );
    expect(drifted.stdout).toContain('tideway pull web-source');
    // A delivery beside it, of another change of the same file.
    writeFileSync(page(), readFileSync(page(), 'utf8').replace('four', 'FOUR'));
    expect((await run('sync')).exitCode).toBe(0);
    expect(inRepository('index.html')).toMatch(/ONE[^]*FOUR/);
    expect(inRepository('docs/why.md')).toBe('because\n');
    const { exitCode, stdout } = await run('pull', 'web-source');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^.* Ada {2}Say why\n.* Ada {2}Shout\n\n/);
    expect(stdout).toContain('  updated     apps/web/index.html');
    expect(stdout).toContain('then: tideway sync web-source');
    expect(readFileSync(page(), 'utf8')).toMatch(/ONE[^]*FOUR/);
    expect(readFileSync(join(workspace.root, 'apps/web/docs/why.md'), 'utf8')).toBe('because\n');
    expect((await run('sync', 'web-source')).exitCode).toBe(0);
    expect(await run('drift', 'web-source')).toMatchObject({ exitCode: 0 });
    expect((await run('pull', 'web-source')).stdout).toContain('Nothing to pull');
  });

  test('--dry-run shows a patch that git applies to the monorepo, and writes nothing', async () => {
    commitAsTeam('index.html', (text) => text.replace('one', 'ONE'), 'Shout');
    const before = readFileSync(page(), 'utf8');
    const { exitCode, stdout } = await run('pull', 'web-source', '--dry-run');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('+++ b/apps/web/index.html');
    expect(stdout).toContain('Nothing was written.');
    const { patch } = JSON.parse((await run('pull', 'web-source', '--dry-run', '--json')).stdout) as {
      readonly patch: string;
    };
    expect(readFileSync(page(), 'utf8')).toBe(before);
    execFileSync('git', ['apply'], { cwd: workspace.root, input: patch });
    expect(readFileSync(page(), 'utf8')).toContain('ONE');
  });

  test('what clashes is told as git tells it, with exit 1 and nothing written; --markers writes both sides', async () => {
    commitAsTeam('index.html', (text) => text.replace('one', 'ONE'), 'Shout');
    writeFileSync(page(), readFileSync(page(), 'utf8').replace('one', 'uno'));
    const before = readFileSync(page(), 'utf8');
    const clash = await run('pull', 'web-source');
    expect(clash.exitCode).toBe(1);
    expect(clash.stdout).toContain('CONFLICT (content): Merge conflict in index.html');
    expect(clash.stdout).toContain('Nothing was written to apps/web');
    expect(readFileSync(page(), 'utf8')).toBe(before);
    const json = JSON.parse((await run('pull', 'web-source', '--json')).stdout) as object;
    expect(json).toMatchObject({
      ...{ command: 'pull', outcome: 'conflicted', exitCode: 1, folder: 'apps/web', written: false },
      files: [{ path: 'index.html', kind: 'conflicted' }],
    });
    expect((await run('pull', 'web-source', '--markers')).exitCode).toBe(1);
    expect(readFileSync(page(), 'utf8')).toContain(
      '<<<<<<< monorepo\n<p>uno</p>\n=======\n<p>ONE</p>\n>>>>>>> repository\n',
    );
  });

  test('is for repositories that come from a folder, one at a time: anything else is wrong use', async () => {
    const generated = await run('pull', 'shop-repo');
    expect(generated.exitCode).toBe(2);
    expect(generated.stderr).toContain('shop-repo is made from apps/platform/platform.ts');
    expect((await run('pull', 'nowhere')).stderr).toContain('It has web-source, shop-repo, flux-repo.');
    expect((await run('pull')).exitCode).toBe(2);
  });
});
