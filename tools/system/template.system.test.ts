import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { x } from 'tinyexec';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packAll } from '../release/published.ts';
import { startRegistry, type Registry } from '../release/registry.ts';

// What a team does that has Node, npm and git, and packages of Tideway in a registry: each step as it would type it.
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-template-'));
const answers = ['--name', 'acme', '--account', '012345678901', '--region', 'eu-west-1'];
const projen = 'projen@0.103.25';
let registry: Registry | undefined;

beforeAll(async () => {
  const packed = join(folder, 'packed');
  mkdirSync(packed);
  const files = await packAll({ root, to: packed });
  registry = await startRegistry({ folder: join(folder, 'registry'), scope: '@tideway' });
  for (const file of files.values())
    await run(packed, 'npm', 'publish', '--silent', '--access', 'public', file);
});

afterAll(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Runs a program as somebody whose Git knows no name, with no more on the PATH than this machine has. */
async function attempt(cwd: string, program: string, ...args: readonly string[]) {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  const { exitCode, stdout, stderr } = await x(program, [...args], {
    timeout: 280_000,
    nodePath: false,
    nodeOptions: {
      cwd,
      env: {
        PATH: path.join(delimiter),
        HOME: join(folder, 'home'),
        CI: 'true',
        NO_COLOR: '1',
        npm_config_userconfig: registry?.npmrc ?? '',
        npm_config_cache: process.env['npm_config_cache'] ?? join(process.env['HOME'] ?? folder, '.npm'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      },
    },
  });
  return { exitCode, stdout, stderr, all: `${stdout}${stderr}` };
}

async function run(cwd: string, program: string, ...args: readonly string[]): Promise<string> {
  const { exitCode, all } = await attempt(cwd, program, ...args);
  expect({ exitCode }, `${program} ${args.join(' ')}\n${all}`).toEqual({ exitCode: 0 });
  return all;
}

function emptyFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

test('one command makes a repository in which everything is green', { timeout: 300_000 }, async () => {
  const acme = emptyFolder('acme');
  const made = await run(
    acme,
    'npx',
    '--yes',
    projen,
    'new',
    '--from',
    '@tideway/projen',
    'platform-monorepo',
    ...answers,
  );
  expect(made).toContain('acme is ready');
  expect(made).toContain('Git does not know who you are: the first commit is by Tideway');
  expect(await run(acme, 'git', 'status', '--porcelain')).toBe('');
  expect(readFileSync(join(acme, 'apps/platform/platform.ts'), 'utf8')).toContain(
    `aws: { account: '012345678901', region: 'eu-west-1' }`,
  );

  const first = await run(acme, 'npm', 'start');
  expect(first).toContain('acme: 1 services, development → production');
  expect(first).toContain('Delivered to CodeCommit on this machine');
  expect(await run(acme, 'npm', 'start')).toContain('Nothing to do');

  expect(await run(acme, 'npx', 'projen')).toContain('Nothing to do');
  expect(await run(acme, 'npx', 'projen', 'check')).toContain('All files are as .projenrc.ts makes them');
  expect(await run(acme, 'npm', 'test')).toContain('Successfully ran targets lint, typecheck, test');
  expect(await run(acme, 'git', 'status', '--porcelain')).toBe('');
});

test('a folder that is in use is left as it was', async () => {
  const used = emptyFolder('used');
  writeFileSync(join(used, 'notes.txt'), 'mine');
  const { exitCode, all } = await attempt(
    used,
    'npx',
    ...['--yes', projen, 'new', '--from', '@tideway/projen', 'platform-monorepo', ...answers],
  );
  expect(exitCode).toBe(1);
  expect(all).toContain(`${used} is in use: it holds notes.txt. Nothing was made.`);
  expect(all).not.toMatch(/\n\s+at /);
  expect(readdirSync(used)).toEqual(['notes.txt']);
});

test('options that npm or AWS refuses are told all at once, and nothing is left behind', async () => {
  const wrong = emptyFolder('wrong');
  const { exitCode, all } = await attempt(
    wrong,
    'npx',
    ...['--yes', projen, 'new', '--from', '@tideway/projen', 'platform-monorepo'],
    ...['--name', 'Acme', '--account', '1234', '--region', 'mars-1'],
  );
  expect(exitCode).toBe(1);
  for (const field of ['name:', 'account:', 'region:']) expect(all).toContain(`  - ${field} expected`);
  expect(all).not.toMatch(/\n\s+at /);
  expect(readdirSync(wrong)).toEqual([]);
});
