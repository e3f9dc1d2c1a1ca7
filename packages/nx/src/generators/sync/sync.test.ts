import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { smallModel, testWorkspace, type TestWorkspace } from '../workspace.testing.ts';
import { syncGenerator } from './generator.ts';

let workspace: TestWorkspace;
beforeEach(() => (workspace = testWorkspace(smallModel)));
afterEach(() => workspace.remove());

describe('the catalog', () => {
  test('is written where it is missing or behind the model, and left alone where it is not', async () => {
    expect(await workspace.generate(syncGenerator)).toEqual(['catalog-info.yaml']);
    expect(workspace.read('catalog-info.yaml')).toContain('name: shop');
    expect(await workspace.generate(syncGenerator)).toEqual([]);
    writeFileSync(join(workspace.root, 'catalog-info.yaml'), 'edited by hand\n');
    expect(await workspace.generate(syncGenerator)).toEqual(['catalog-info.yaml']);
  });

  test('a model that is invalid is no reason to write', async () => {
    writeFileSync(
      join(workspace.root, 'apps/platform/platform.ts'),
      smallModel.replace('444455556666', 'twelve digits'),
    );
    await expect(workspace.generate(syncGenerator)).rejects.toThrow(
      'apps/platform/platform.ts has a problem',
    );
  });
});

test('nx sync:check names the file that is out of date, and nx sync mends it', () => {
  const repository = join(import.meta.dirname, '..', '..', '..', '..', '..');
  writeFileSync(
    join(workspace.root, 'nx.json'),
    JSON.stringify({ sync: { globalGenerators: ['@tideway/nx:sync'] }, analytics: false }),
  );
  writeFileSync(join(workspace.root, 'package.json'), '{ "name": "w", "type": "module" }');
  const nx = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(repository, 'node_modules/nx/dist/bin/nx.js'), ...args], {
      cwd: workspace.root,
      encoding: 'utf8',
      timeout: 120_000,
      env: {
        PATH: [dirname(process.execPath), process.env['PATH']].join(':'),
        HOME: workspace.root,
        NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
        NX_DAEMON: 'false',
        CI: 'true',
      },
    });
  const behind = nx('sync:check');
  expect(behind.stdout + behind.stderr).toContain('catalog-info.yaml is not what the model says');
  expect(behind.status).toBe(1);
  expect(nx('sync').status).toBe(0);
  expect(readFileSync(join(workspace.root, 'catalog-info.yaml'), 'utf8')).toContain('kind: System');
  expect(nx('sync:check').status).toBe(0);
});
