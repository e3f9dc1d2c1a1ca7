import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
});
afterEach(async () => {
  await run('down');
  workspace.remove();
});

const run = (...argv: readonly string[]) => testRun({ argv: ['local', ...argv], cwd: workspace.root });

// Nothing listens there: what a build is told of it is the user's to read.
const registry = ['--registry', 'http://127.0.0.1:1'] as const;

describe('tideway local builds, build and logs', () => {
  test('a delivery of sources is built, and the log says why it failed', async () => {
    writeFileSync(join(workspace.root, 'apps/web/buildspec.yml'), 'version: 0.2\nphases: {}\n');
    expect((await run('up', ...registry)).exitCode).toBe(0);
    const sync = await testRun({ argv: ['sync', 'web-source'], cwd: workspace.root });
    expect(sync.stderr).toBe('');
    await vi.waitFor(async () => expect((await run('builds')).stdout).toMatch(/^web +#1 +FAILED +main /m), {
      timeout: 20_000,
    });
    expect((await run('logs', 'web')).stdout).toContain(
      "The OCI registry at http://127.0.0.1:1 can't be reached",
    );
    const again = await run('build');
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toContain('Build 2 of web: FAILED');
    expect(again.stdout).toContain('tideway local logs web --number 2');
    const listed = JSON.parse((await run('builds', 'web', '--json')).stdout) as {
      readonly builds: readonly { readonly number: number; readonly status: string }[];
    };
    expect(listed.builds.map(({ number, status }) => `${number} ${status}`)).toEqual([
      '2 FAILED',
      '1 FAILED',
    ]);
    expect((await run('build', 'web', '--source', 'nowhere')).stderr).toContain('web-source has no nowhere');
  });

  test('without a registry nothing is built, and the commands say what starts a build', async () => {
    expect((await run('builds')).stdout).toContain('every push of sources starts one');
    expect((await run('logs')).exitCode).toBe(2);
    expect((await run('logs', 'web')).stderr).toContain('web: no build of such a project');
    const { exitCode, stderr } = await run('build');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('tideway local up --registry');
    await run('up');
    expect((await run('build', 'web')).stderr).toContain('No builds run here');
  });

  test('a number that is none is wrong use', async () => {
    expect((await run('logs', 'web', '--number', 'one')).exitCode).toBe(2);
  });
});
