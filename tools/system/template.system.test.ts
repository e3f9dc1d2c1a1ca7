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
import { pageScript, stepMark } from '../docs/page-script.ts';
import { readSteps, type Step } from '../docs/page-steps.ts';
import { contains } from '../docs/printed.ts';
import { packAll } from '../release/published.ts';
import { startRegistry, type Registry } from '../release/registry.ts';

// What a team does that has Node, npm and git, and packages of Tideway in a registry: each step as it would type it.
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-template-'));
const answers = ['--name', 'acme', '--account', '012345678901', '--region', 'eu-west-1'];
const reader = {
  GIT_AUTHOR_NAME: 'Reader',
  GIT_AUTHOR_EMAIL: 'reader@example.com',
  GIT_COMMITTER_NAME: 'Reader',
  GIT_COMMITTER_EMAIL: 'reader@example.com',
};
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
function attempt(cwd: string, program: string, ...args: readonly string[]) {
  return attemptAs({}, cwd, program, ...args);
}

async function attemptAs(
  who: Readonly<Record<string, string>>,
  cwd: string,
  program: string,
  ...args: readonly string[]
) {
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
        ...who,
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

/** Does what a page says, in one shell. */
async function follow(page: string, cwd: string) {
  const steps = readSteps(readFileSync(join(root, page), 'utf8'))
    .filter(({ kind }) => kind === 'template')
    .map((step): Step => ({ ...step, kind: 'run' }));
  expect(steps.length).toBeGreaterThan(0);
  const script = join(folder, `${page.replaceAll('/', '-')}.sh`);
  writeFileSync(script, `exec 2>&1\n${pageScript(steps)}`);
  const { exitCode, stdout } = await attemptAs(reader, cwd, 'bash', script);
  const printed = stdout.split(stepMark).slice(1);
  return {
    exitCode,
    steps: printed.flatMap((part) => {
      const end = part.indexOf('\n');
      const step = steps[Number(part.slice(0, end))];
      return step === undefined ? [] : [{ step, text: part.slice(end + 1) }];
    }),
  };
}

function emptyFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

test(
  'the tutorial: one command makes a repository in which everything is green',
  { timeout: 300_000 },
  async () => {
    const place = emptyFolder('tutorial');
    const { exitCode, steps } = await follow('docs/tutorial/new-platform.md', place);
    const last = steps.at(-1);
    expect(exitCode, `line ${last?.step.line}:\n${last?.text}`).toBe(0);
    const other = steps.filter(({ step, text }) => step.prints !== undefined && !contains(text, step.prints));
    expect(other.map(({ step, text }) => `line ${step.line} prints something else:\n${text}`)).toEqual([]);
    expect(await run(join(place, 'acme'), 'git', 'status', '--porcelain')).toBe('');
  },
);

test('an account keeps the zeros that it starts with, and Git need not know who commits', async () => {
  const zeros = emptyFolder('zeros');
  // Without the install: what is written is what is asked about.
  const options = ['--no-post', ...answers];
  const made = await run(
    zeros,
    ...([
      'npx',
      '--yes',
      projen,
      'new',
      '--from',
      '@tideway/projen',
      'platform-monorepo',
      ...options,
    ] as const),
  );
  expect(made).toContain('Git does not know who you are: the first commit is by Tideway');
  expect(await run(zeros, 'git', 'log', '--format=%an')).toBe('Tideway\n');
  for (const file of ['apps/platform/platform.ts', '.projenrc.ts']) {
    expect(readFileSync(join(zeros, file), 'utf8')).toContain(`account: '012345678901'`);
  }
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
