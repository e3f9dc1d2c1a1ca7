import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
});
afterEach(() => workspace.remove());

const run = (command: string, ...argv: string[]) =>
  testRun({ argv: [command, ...argv], cwd: workspace.root });

describe('tideway validate', () => {
  test('what the model describes renders and is valid', async () => {
    const { exitCode, stdout } = await run('validate');
    expect(stdout).toMatch(/Valid: \d+ overlays rendered, \d+ objects checked\./);
    expect(exitCode).toBe(0);
  });

  test('a mistake in a repository on disk is found, with rule, file, line and the way out', async () => {
    await run('generate', '--out', 'clones');
    const overlay = 'deploy/kubernetes/overlays/production/kustomization.yaml';
    const file = join(workspace.root, 'clones/shop-repo', overlay);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/newTag: .*/, 'newTag: latest'));
    const { exitCode, stdout } = await run('validate', '--dir', 'clones', '--sarif', 'findings.sarif');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('image-latest');
    expect(stdout).toContain('shop-repo/');
    const sarif = JSON.parse(readFileSync(join(workspace.root, 'findings.sarif'), 'utf8')) as {
      readonly version: string;
      readonly runs: readonly { readonly results: readonly { readonly ruleId: string }[] }[];
    };
    expect(sarif.version).toBe('2.1.0');
    expect(sarif.runs[0]?.results.map(({ ruleId }) => ruleId)).toContain('image-latest');
  });

  test('a folder without any of the repositories is wrong use', async () => {
    mkdirSync(join(workspace.root, 'empty'));
    const { exitCode, stderr } = await run('validate', '--dir', 'empty');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('flux-repo, shop-repo');
  });
});
