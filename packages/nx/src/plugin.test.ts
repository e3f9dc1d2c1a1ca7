import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createNodes, infraTargets, platformTargets } from './plugin.ts';

let workspaceRoot = '';
beforeEach(() => (workspaceRoot = mkdtempSync(join(tmpdir(), 'tideway nx '))));
afterEach(() => rmSync(workspaceRoot, { recursive: true }));

describe('targets of a model', () => {
  const targets = platformTargets('apps/platform/platform.ts');

  test('what only reads the model is cached, with the folder that it writes', () => {
    expect(targets['generate']).toMatchObject({
      cache: true,
      outputs: ['{workspaceRoot}/.tideway/generated'],
    });
    expect(targets['validate']).toMatchObject({ cache: true });
  });

  test('what talks to a repository is never cached', () => {
    expect(targets['sync']).toMatchObject({ cache: false });
    expect(targets['drift']).toMatchObject({ cache: false });
  });

  test('each runs the command of its name on that model', () => {
    for (const [name, target] of Object.entries(targets)) {
      expect(target).toMatchObject({
        options: { command: `tideway ${name} --platform apps/platform/platform.ts` },
      });
    }
  });
});

test('stacks are synthesized into a cached folder; what talks to AWS is never cached and deploys that folder', () => {
  const { synth, diff, deploy } = infraTargets('apps/platform');
  expect(synth).toMatchObject({ cache: true, outputs: ['{projectRoot}/cdk.out'] });
  expect(synth).toMatchObject({ options: { env: { NODE_COMPILE_CACHE: 'node_modules/.cache/node' } } });
  for (const target of [diff, deploy]) expect(target).toMatchObject({ cache: false, dependsOn: ['synth'] });
  expect(deploy).toMatchObject({
    options: {
      command: 'node node_modules/@tideway/infra/bin/tideway-cdk.mjs deploy --app apps/platform/cdk.out',
    },
  });
});

test('stacks are made with the export conditions of the repository, and without any elsewhere', () => {
  const command = (conditions: readonly string[]): unknown =>
    infraTargets('apps/platform', { conditions })['synth']?.options;
  expect(command([])).toMatchObject({ command: 'node apps/platform/infra.ts' });
  expect(command(['@tideway/source'])).toMatchObject({
    command: 'node --conditions=@tideway/source apps/platform/infra.ts',
  });
});

test('a project with an infra.ts has them', async () => {
  const [, infer] = createNodes;
  mkdirSync(join(workspaceRoot, 'apps/platform'), { recursive: true });
  for (const file of ['package.json', 'infra.ts'])
    writeFileSync(join(workspaceRoot, 'apps/platform', file), '{}');
  const [[, result] = []] = await infer(
    ['apps/platform/platform.ts'],
    {},
    { workspaceRoot, nxJsonConfiguration: {} },
  );
  expect(Object.keys(result?.projects?.['apps/platform']?.targets ?? {})).toContain('synth');
});

test('a project is a folder with platform.ts and package.json; a source file of that name is none', async () => {
  const [, infer] = createNodes;
  for (const folder of ['apps/platform', 'packages/model/src'])
    mkdirSync(join(workspaceRoot, folder), { recursive: true });
  writeFileSync(join(workspaceRoot, 'apps/platform/package.json'), '{}');
  const found = await infer(
    ['apps/platform/platform.ts', 'packages/model/src/platform.ts'],
    {},
    { workspaceRoot, nxJsonConfiguration: {} },
  );
  expect(found.map(([file]) => file)).toEqual(['apps/platform/platform.ts']);
  const [[, result] = []] = found;
  expect(Object.keys(result?.projects?.['apps/platform']?.targets ?? {})).toEqual([
    'generate',
    'validate',
    'sync',
    'drift',
  ]);
});
