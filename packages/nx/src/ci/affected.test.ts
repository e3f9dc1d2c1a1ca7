import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const repository = join(import.meta.dirname, '..', '..', '..', '..');

// Real git, real nx: this repository itself, committed and pushed to a bare one beside it.
let folder = '';
let root = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway affected '));
  root = join(folder, 'platform');
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: repository });
  for (const file of files.toString().split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file));
  }
  lend('.');
  for (const room of ['packages', 'apps'])
    for (const name of readdirSync(join(repository, room))) lendNested(`${room}/${name}`);
  lendNested('tools');
  addTinyApp();
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  commit('My platform');
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', join(folder, 'origin.git')]);
  git('remote', 'add', 'origin', join(folder, 'origin.git'));
  git('push', '-q', 'origin', 'main');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let first = '';
beforeEach(() => {
  git('reset', '-q', '--hard', 'origin/main');
  first = git('rev-parse', 'HEAD');
  spawnSync('git', ['push', '-q', 'origin', '--delete', 'tideway/green'], { cwd: root });
});

/** An app whose checks are those of any other and take a second. */
function addTinyApp(): void {
  const files = {
    'package.json': JSON.stringify({
      name: 'tiny',
      private: true,
      type: 'module',
      scripts: { typecheck: 'tsc -p .', test: 'node --test' },
    }),
    'tsconfig.json': JSON.stringify({
      extends: '../../tsconfig.base.json',
      compilerOptions: { composite: false, noEmit: true },
      include: ['*.ts'],
    }),
    'tiny.test.ts': "import { test } from 'node:test';\n\ntest('nothing', () => undefined);\n",
    'README.md': '# Tiny\n',
  };
  mkdirSync(join(root, 'apps/tiny'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'apps/tiny', name), text);
}

function lend(place: string): void {
  const [from, to] = [join(repository, place, 'node_modules'), join(root, place, 'node_modules')];
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.') && name !== '@tideway') symlinkSync(join(from, name), join(to, name));
  }
  // Both hold relative links: to rooms of this copy, and to programs of the dependencies.
  for (const name of ['@tideway', '.bin']) {
    mkdirSync(join(to, name));
    for (const link of readdirSync(join(from, name)))
      symlinkSync(readlinkSync(join(from, name, link)), join(to, name, link));
  }
  // npm makes it with the next clean installation.
  const bin = join(to, '.bin', 'tideway-affected');
  if (!readdirSync(join(to, '.bin')).includes('tideway-affected'))
    symlinkSync('../@tideway/nx/bin/tideway-affected.mjs', bin);
}

function lendNested(place: string): void {
  const from = join(repository, place, 'node_modules');
  try {
    readdirSync(from);
  } catch {
    return;
  }
  symlinkSync(from, join(root, place, 'node_modules'));
}

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'advice.detachedHead=false'];
  return execFileSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' }).trim();
}

function commit(message: string): void {
  git('commit', '-q', '-m', message);
}

/** Adds a line to a file and commits it. */
function change(file: string, line: string): void {
  appendFileSync(join(root, file), line);
  git('add', file);
  commit(`Change ${file}`);
}

const environment = {
  PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
  HOME: tmpdir(),
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
  CI: 'true',
};

function affected(...args: readonly string[]) {
  const bin = join(root, 'packages/nx/bin/tideway-affected.mjs');
  const cache = {
    NX_CACHE_DIRECTORY: join(folder, 'cache'),
    NX_WORKSPACE_DATA_DIRECTORY: join(folder, 'data'),
  };
  return spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...environment, ...cache },
    timeout: 120_000,
  });
}

const targets = ['lint', 'typecheck', 'test', 'docs', 'generate', 'validate', 'synth'];

function tasks(...args: readonly string[]): readonly string[] {
  const { stdout, stderr, status } = affected('--dry-run', ...args, ...targets);
  expect(stderr).not.toContain('NX');
  expect(status).toBe(0);
  return stdout.split('\n').filter(Boolean);
}

describe('what changed since the last green commit is what runs', () => {
  test('a change of the front-end runs none of the tasks of the infrastructure or the platform', () => {
    change('apps/front-end/README.md', 'More.\n');
    const run = tasks('--base', first);
    expect(run).toEqual(expect.arrayContaining(['front-end:lint', 'front-end:test']));
    expect(run.filter((task) => /^(@tideway\/infra|platform):/.test(task))).toEqual([]);
  });

  test('a change of the model runs what depends on it, and not the front-end', () => {
    change('packages/model/src/names.ts', '\n// More.\n');
    const run = tasks('--base', first);
    expect(run).toEqual(
      expect.arrayContaining([
        '@tideway/model:test',
        '@tideway/infra:test',
        'platform:validate',
        'platform:synth',
      ]),
    );
    expect(run.filter((task) => task.startsWith('front-end:'))).toEqual([]);
  });

  test('a change of the docs runs what checks the docs, and no package', () => {
    change('docs/explanation/architecture.md', 'More.\n');
    const run = tasks('--base', first);
    expect(run).toContain('@tideway/tools:docs');
    expect(run.filter((task) => /^(?!@tideway\/tools:).*:(test|lint|validate|synth)$/.test(task))).toEqual(
      [],
    );
  });
});

test('everything runs where no green commit is recorded, and it is said why', () => {
  const { stdout, stderr } = affected('--dry-run', ...targets);
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining(['@tideway/infra:test', 'front-end:test', 'platform:synth']),
  );
  expect(stderr).toContain('Everything, because no green commit is recorded.');
});

describe('buildspec.ci.yml', () => {
  const green = (): string => git('ls-remote', 'origin', 'refs/heads/tideway/green').split('\t')[0] ?? '';

  /** Runs the build phase in one shell, as CodeBuild does. */
  function build() {
    const { env, phases } = parse(readFileSync(join(root, 'buildspec.ci.yml'), 'utf8')) as {
      readonly env: { readonly variables: Readonly<Record<string, string>> };
      readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
    };
    return spawnSync('bash', ['--norc', '-c', phases['build']?.commands.join('\n') ?? ''], {
      cwd: root,
      encoding: 'utf8',
      env: { ...environment, ...env.variables },
      timeout: 300_000,
    });
  }

  test(
    'runs what changed, records the commit, and takes what ran before from the local cache',
    { timeout: 300_000 },
    () => {
      git('push', '-q', 'origin', `${first}:refs/heads/tideway/green`);
      change('apps/tiny/README.md', 'More.\n');
      const head = git('rev-parse', 'HEAD');
      const once = build();
      expect(once.stdout + once.stderr).toContain('Successfully ran targets');
      expect(once.stdout).toContain('tiny:test');
      expect(once.status).toBe(0);
      expect(green()).toBe(head);

      git('push', '-q', '--force', 'origin', `${first}:refs/heads/tideway/green`);
      const again = build();
      expect(again.stdout).toMatch(/tiny:test.*\[?(local cache|existing outputs match the cache)/);
      expect(again.status).toBe(0);
    },
  );

  test('a failure is the build’s, and the last green commit stays', { timeout: 300_000 }, () => {
    git('push', '-q', 'origin', `${first}:refs/heads/tideway/green`);
    change('apps/tiny/tiny.test.ts', "\nexport const wrong: number = 'text';\n");
    const { status, stdout } = build();
    expect(stdout).toContain("Type 'string' is not assignable to type 'number'");
    expect(status).toBe(1);
    expect(green()).toBe(first);
  });
});
