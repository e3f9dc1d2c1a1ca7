import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
} from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { x } from 'tinyexec';
import type TypeScript from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle } from './bundle.ts';
import { installRelease } from './install-release.ts';
import { releases } from './releases.ts';
import { copyWorkspace } from './workspace.ts';

const ts = createRequire(import.meta.url)('typescript') as typeof TypeScript;
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway release '));
const workspace = join(folder, 'workspace');
const packages = join(workspace, 'node_modules', '@tideway');
let program: string | undefined;

beforeAll(async () => {
  mkdirSync(join(folder, 'home'));
  copyWorkspace({ root, to: workspace });
  program = await installRelease({ root, to: workspace });
});

afterAll(async () => {
  if (program !== undefined) await run(process.execPath, [program, 'local', 'down']);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function run(command: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  return x(command, [...args], {
    timeout: 45_000,
    nodeOptions: { cwd: workspace, env: { HOME: join(folder, 'home'), NO_COLOR: '1', ...more } },
  });
}

async function tideway(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(process.execPath, [program ?? '', ...args]);
  expect({ exitCode, stderr }, `tideway ${args.join(' ')}\n${stdout}`).toMatchObject({ exitCode: 0 });
  return stdout;
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse(await tideway(...args, '--json')) as Record<string, unknown>;
}

function outcomes(result: Record<string, unknown>): unknown[] {
  return (result['repositories'] as { readonly outcome: unknown }[]).map(({ outcome }) => outcome);
}

/** On Linux a process that has ended, but that nobody has collected yet, is there still: without a command line. */
function isRunning(pid: number): boolean {
  try {
    return existsSync('/proc/self')
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
      : process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('what npm gets', () => {
  test('holds the bundle, its licences and nothing of the sources', () => {
    expect(readdirSync(join(packages, 'cli')).sort()).toEqual(['README.md', 'bin', 'bundle', 'package.json']);
    expect(readdirSync(join(packages, 'model')).sort()).toEqual(['README.md', 'bundle', 'package.json']);
    expect(globSync('*/bundle/**/*.{test,testing}.*', { cwd: packages })).toEqual([]);
    expect(globSync('*/bundle/*LICENSE*', { cwd: packages }).sort()).toEqual([
      'cli/bundle/LICENSE',
      'cli/bundle/THIRD-PARTY-LICENSES',
      'model/bundle/LICENSE',
      'model/bundle/THIRD-PARTY-LICENSES',
    ]);
  });

  test('imports only what its manifest depends on', () => {
    for (const name of ['cli', 'model']) {
      const { dependencies = {} } = JSON.parse(
        readFileSync(join(packages, name, 'package.json'), 'utf8'),
      ) as { readonly dependencies?: Readonly<Record<string, string>> };
      const imported = globSync('bundle/**/*.js', { cwd: join(packages, name) }).flatMap((file) =>
        ts
          .preProcessFile(readFileSync(join(packages, name, file), 'utf8'), true, false)
          .importedFiles.map(({ fileName }) => fileName),
      );
      const foreign = imported
        .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
        .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0]);
      expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(foreign));
    }
  });

  test('is the same bytes when it is built again, without a path of this machine', async () => {
    const installed = join(packages, 'cli', 'bundle');
    const again = await bundle({ root, release: releases.cli });
    const paths = [...again.keys()];
    expect(paths.filter((path) => readFileSync(join(installed, path), 'utf8') !== again.get(path))).toEqual(
      [],
    );
    expect(paths.filter((path) => again.get(path)?.includes(root))).toEqual([]);
  });

  test('is not built without what it starts as a process of its own', async () => {
    const { main } = releases.cli.entries;
    const built = bundle({ root, release: { ...releases.cli, entries: { main } } });
    await expect(built).rejects.toThrow('looks for daemon.js');
    await expect(built).rejects.toThrow('looks for git/credential-helper.js');
  });

  test('has types that a platform compiles against', () => {
    const compiled = ts.createProgram([join(workspace, 'apps/platform/platform.ts')], {
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.NodeNext,
      types: [],
    });
    expect(ts.getPreEmitDiagnostics(compiled).map(({ messageText }) => messageText)).toEqual([]);
    expect(
      compiled
        .getSourceFiles()
        .map(({ fileName }) => fileName)
        .filter((file) => file.startsWith(packages)),
    ).toContain(join(packages, 'model/bundle/index.d.ts'));
  });
});

test('an installed tideway does the whole job, and leaves no process behind', async () => {
  expect(await tideway('--version')).toMatch(/^\d+\.\d+\.\d+/);
  expect(await tideway('--help')).toContain('sync');
  expect(await tideway('validate')).toContain('Valid: ');

  await tideway('local', 'up');
  const { pid } = (await json('local', 'status')) as { readonly pid: number };
  expect(isRunning(pid)).toBe(true);

  const created = outcomes(await json('sync'));
  expect(created.length).toBeGreaterThan(1);
  expect(new Set(created)).toEqual(new Set(['created']));
  expect(await tideway('sync')).toContain('Nothing to do');

  const { environment } = (await json('local', 'env')) as { readonly environment: Record<string, string> };
  const url = `https://git-codecommit.${environment['AWS_REGION']}.amazonaws.com/v1/repos/flux-repo`;
  const clone = join(folder, 'flux-repo');
  const cloned = await run('git', ['clone', '--quiet', url, clone], environment);
  expect(cloned).toMatchObject({ exitCode: 0, stderr: '' });
  expect(readdirSync(clone)).toContain('clusters');

  expect(new Set(outcomes(await json('drift')))).toEqual(new Set(['unchanged']));
  await tideway('local', 'down');
  expect(isRunning(pid)).toBe(false);
  expect(await json('local', 'status')).toMatchObject({ running: false });
});
