import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
});
afterEach(() => workspace.remove());

const run = (argv: readonly string[], environment: NodeJS.ProcessEnv = process.env) =>
  testRun({ argv: ['rehearse', ...argv], cwd: workspace.root, environment });

describe('tideway rehearse', () => {
  test('--list says what every scenario promises, and starts nothing', async () => {
    const { exitCode, stdout } = await run(['--list']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^drift-is-corrected +G4 +What somebody changes/m);
  });

  test('a scenario that there is not is wrong use, before anything is built', async () => {
    const { exitCode, stderr } = await run(['--only', 'drift']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('drift: no such scenario');
    expect(stderr).toMatch(/drift-is-corrected.*, story\./);
  });

  test('a Go that is too old is told with what to install', async () => {
    const bin = join(workspace.root, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'go'), "#!/bin/sh\nprintf 'go1.21.0\\nlinux\\namd64\\n'\n");
    chmodSync(join(bin, 'go'), 0o755);
    const PATH = [bin, process.env['PATH']].join(delimiter);
    const { exitCode, stderr } = await run([], { ...process.env, PATH });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('This is go1.21.0, which is too old');
    expect(stderr).toContain('https://go.dev/dl');
  });

  test('down says so when nothing was running', async () => {
    const { exitCode, stdout } = await run(['down']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('Nothing was running.\n');
  });

  test('anything but down is wrong use', async () => {
    expect((await run(['up'])).exitCode).toBe(2);
  });
});
