import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { contains } from '../docs/printed.ts';
import { packAll } from '../release/published.ts';
import { startRegistry, type Registry } from '../release/registry.ts';
import { teamShell, type TeamShell } from './team-shell.ts';

// What a team does that has Node, npm and git, and packages of Tideway in a registry: each step as it would type it.
const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-template-'));
const answers = ['--name', 'acme', '--account', '012345678901', '--region', 'eu-west-1'] as const;
const create = [
  'npx',
  '--yes',
  'projen@0.103.25',
  'new',
  '--from',
  '@tideway/projen',
  'platform-monorepo',
] as const;
let registry: Registry | undefined;
let shell: TeamShell;
let projenFile = '';

beforeAll(async () => {
  registry = await startRegistry({ folder: join(folder, 'registry'), scope: '@tideway' });
  shell = teamShell({ folder, registry });
  const packed = emptyFolder('packed');
  const files = await packAll({ root, to: packed });
  projenFile = files.get('@tideway/projen') ?? '';
  for (const file of files.values()) await shell.run(packed, 'npm', 'publish', '--access', 'public', file);
}, 1_200_000);

afterAll(async () => {
  await registry?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

afterEach(() => vi.unstubAllEnvs());

function emptyFolder(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

test(
  'the tutorial: one command makes a repository in which everything is green',
  { timeout: 1_200_000 },
  async () => {
    const place = emptyFolder('tutorial');
    const { exitCode, printed } = await shell.follow('docs/tutorial/new-platform.md', place);
    const last = printed.at(-1);
    expect(exitCode, `line ${last?.step.line}:\n${last?.text}`).toBe(0);
    const other = printed.filter(
      ({ step, text }) => step.prints !== undefined && !contains(text, step.prints),
    );
    expect(other.map(({ step, text }) => `line ${step.line} prints something else:\n${text}`)).toEqual([]);
    // No warning, no advertisement, no stack trace: nothing that a newcomer would have to look up and that is not theirs.
    // Node warns of the NO_COLOR that this shell sets and of the colours that Nx asks for.
    const unasked = /\bwarn(ing)?\b|deprecated|nx cloud|remote cache|^\s+at /i;
    const told = printed.flatMap(({ step, text }) =>
      text
        .split('\n')
        .filter((line) => !/NO_COLOR|--trace-warnings/.test(line) && unasked.test(line))
        .map((line) => `line ${step.line}: ${line}\n${text}`),
    );
    expect(told).toEqual([]);
    expect(await shell.run(join(place, 'acme'), 'git', 'status', '--porcelain')).toBe('');
    const kept = await shell.run(join(place, 'acme/apps/reviews'), 'git', 'ls-files');
    expect([
      ...new Set(
        kept
          .trim()
          .split('\n')
          .map((file) => file.replace(/\/.*/, '')),
      ),
    ]).toEqual([
      '.dockerignore',
      'Dockerfile',
      'README.md',
      'buildspec.yml',
      'package.json',
      'src',
      'test',
      'tsconfig.json',
    ]);
    expect(await shell.run(join(place, 'acme'), 'npx', 'nx', 'sync:check')).toContain('up to date');
    expect(await shell.run(join(place, 'acme'), 'npx', 'nx', 'run', 'platform:synth')).toContain(
      'Successfully ran',
    );
  },
);

test('a new repository installs no more than its page says', async () => {
  const page = readFileSync(join(root, 'docs/reference/template.md'), 'utf8');
  const most = Number(/at most (\d+) MB/.exec(page)?.[1]);
  const measured = await shell.run(join(folder, 'tutorial/acme'), 'du', '-sm', 'node_modules');
  expect(Number.parseInt(measured, 10)).toBeLessThanOrEqual(most);
});

test('every package of a new repository has a test that runs', { timeout: 600_000 }, async () => {
  const acme = join(folder, 'tutorial/acme');
  for (const name of ['platform', 'front-end', 'reviews']) {
    expect(await shell.run(acme, 'npx', 'nx', 'run', `${name}:test`, '--skip-nx-cache')).toMatch(
      /Tests {2}[1-9]\d* passed|tests [1-9]\d*/,
    );
  }
});

test('Nx draws the graph of it: the platform, and its services', async () => {
  const acme = join(folder, 'tutorial/acme');
  const file = join(folder, 'graph.json');
  await shell.run(acme, 'npx', 'nx', 'graph', `--file=${file}`);
  const { graph } = JSON.parse(readFileSync(file, 'utf8')) as { readonly graph: { readonly nodes: object } };
  expect(Object.keys(graph.nodes).sort()).toEqual(['front-end', 'platform', 'reviews']);
});

test('a second delivery finds nothing to do, and says so', { timeout: 600_000 }, async () => {
  const acme = join(folder, 'tutorial/acme');
  await shell.run(acme, 'npm', 'start');
  expect(await shell.run(acme, 'npm', 'start')).toContain(
    'Nothing to do: local AWS has what the model says.',
  );
});

test('a .projenrc.ts that does not run is told, with where, and nothing is written', async () => {
  const acme = join(folder, 'tutorial/acme');
  const file = join(acme, '.projenrc.ts');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, `${before}\nconst = 1;\n`);
  const { exitCode, all } = await shell.attempt({ cwd: acme, command: ['npx', 'projen'] });
  expect(exitCode).not.toBe(0);
  expect(all).toMatch(/\.projenrc\.ts:\d+[^]*const = 1;/);
  writeFileSync(file, before);
  expect(await shell.run(acme, 'git', 'status', '--porcelain')).toBe('');
});

/** An action of the scaffolder of Backstage. */
interface Action {
  handler(context: {
    readonly workspacePath: string;
    readonly input: Readonly<Record<string, unknown>>;
    readonly logger: { info(message: string): void };
  }): Promise<void>;
}

test(
  'Backstage makes a repository by the actions of the package, and pushes it',
  { timeout: 300_000 },
  async () => {
    const installed = join(folder, 'tutorial/acme/node_modules/@tideway/projen/backstage/actions.mjs');
    const { projenNew, gitPush } = (await import(pathToFileURL(installed).href)) as Record<string, Action>;
    const workspacePath = emptyFolder('task');
    const empty = join(folder, 'empty.git');
    await shell.run(folder, 'git', 'init', '--quiet', '--bare', empty);
    const log: string[] = [];
    const logger = { info: (message: string) => void log.push(message) };
    for (const [name, value] of Object.entries(shell.environment)) vi.stubEnv(name, value);
    // As the scaffolder fills in the form. Without the install: npm's part is tried above.
    const options = { name: 'portal', account: '012345678901', region: 'eu-west-1', post: false };
    const input = { type: 'platform-monorepo', options };
    await projenNew?.handler({ workspacePath, input, logger });
    await gitPush?.handler({ workspacePath, input: { url: empty }, logger });
    expect(log.join('\n')).toContain('portal is ready.');
    expect(await shell.run(folder, 'git', '--git-dir', empty, 'ls-tree', '--name-only', 'main')).toContain(
      'apps\n',
    );
    const model = await shell.run(
      folder,
      'git',
      '--git-dir',
      empty,
      'show',
      'main:apps/platform/platform.ts',
    );
    expect(model).toContain("account: '012345678901'");

    const used = emptyFolder('task in use');
    writeFileSync(join(used, 'notes.txt'), 'mine');
    const refused = projenNew?.handler({ workspacePath: used, input, logger });
    await expect(refused).rejects.toThrow(/^npx ended with 1:\n[^]*is in use: it holds notes\.txt/);
  },
);

test('a service is refused outside of a monorepo and in a folder in use, and nothing is left behind', async () => {
  const service = ['npx', '--yes', 'projen@0.103.25', 'new', '--from', '@tideway/projen', 'service'] as const;
  const alone = emptyFolder('alone');
  const outside = await shell.attempt({ cwd: alone, command: service });
  expect(outside.all).toContain(`${alone} is in no monorepo`);
  expect(outside.all).not.toMatch(/\n\s+at /);
  expect([outside.exitCode, readdirSync(alone)]).toEqual([1, []]);

  const acme = join(folder, 'tutorial/acme');
  const used = join(acme, 'apps/notes');
  mkdirSync(used);
  writeFileSync(join(used, 'notes.txt'), 'mine');
  const taken = await shell.attempt({ cwd: used, command: service });
  expect(taken.all).toContain('is in use: it holds notes.txt. Nothing was made.');
  expect([taken.exitCode, readdirSync(used)]).toEqual([1, ['notes.txt']]);
  rmSync(used, { recursive: true });

  const wrong = join(acme, 'apps/carts');
  mkdirSync(wrong);
  const { exitCode, all } = await shell.attempt({
    cwd: wrong,
    command: [...service, '--tenant', 'nobody', '--calls', 'ghost'],
  });
  expect(all).toContain('--tenant: unknown tenant nobody; there are acme');
  expect(all).toContain('ghost');
  expect([exitCode, readdirSync(wrong)]).toEqual([1, []]);
  rmSync(wrong, { recursive: true });
  expect(await shell.run(acme, 'git', 'status', '--porcelain')).toBe('');
});

test('an account keeps the zeros that it starts with, and Git need not know who commits', async () => {
  const zeros = emptyFolder('zeros');
  // Without the install: what is written is what is asked about.
  const made = await shell.attempt({ cwd: zeros, command: [...create, '--no-post', ...answers] });
  expect(made.all).toContain('Git does not know who you are: the first commit is by Tideway');
  expect(await shell.run(zeros, 'git', 'log', '--format=%an')).toBe('Tideway\n');
  for (const file of ['apps/platform/platform.ts', '.projenrc.ts']) {
    expect(readFileSync(join(zeros, file), 'utf8')).toContain(`account: '012345678901'`);
  }
});

test('a folder that is in use is left as it was', async () => {
  const used = emptyFolder('used');
  writeFileSync(join(used, 'notes.txt'), 'mine');
  const { exitCode, all } = await shell.attempt({ cwd: used, command: [...create, ...answers] });
  expect(exitCode).toBe(1);
  expect(all).toContain(`${used} is in use: it holds notes.txt. Nothing was made.`);
  expect(all).not.toMatch(/\n\s+at /);
  expect(readdirSync(used)).toEqual(['notes.txt']);
});

test('options that npm or AWS refuses are told all at once, and nothing is left behind', async () => {
  const wrong = emptyFolder('wrong');
  const { exitCode, all } = await shell.attempt({
    cwd: wrong,
    command: [...create, '--name', 'Acme', '--account', '1234', '--region', 'mars-1'],
  });
  expect(exitCode).toBe(1);
  for (const field of ['name:', 'account:', 'region:']) expect(all).toContain(`  - ${field} expected`);
  expect(all).not.toMatch(/\n\s+at /);
  expect(readdirSync(wrong)).toEqual([]);
});

/** Folder for PATH with the programs of this machine that npm needs, and no Git. */
function withoutGit(): string {
  const bin = emptyFolder('bin without git');
  const folders = (shell.environment['PATH'] ?? '').split(delimiter);
  for (const name of ['node', 'npm', 'npx', 'sh', 'bash', 'env']) {
    const found = folders.map((one) => join(one, name)).find((file) => existsSync(file));
    if (found !== undefined) symlinkSync(realpathSync(found), join(bin, name));
  }
  return bin;
}

test('a machine without Git is told so before anything is made or installed', async () => {
  const environment = { PATH: withoutGit() };
  const place = emptyFolder('no git');
  const made = await shell.attempt({ cwd: place, command: [...create, ...answers], environment });
  expect(made.all).toContain('git is missing: the first commit and every delivery are made with it');
  expect(made.all).not.toMatch(/\n\s+at /);
  expect([made.exitCode, readdirSync(place)]).toEqual([1, []]);

  const acme = join(folder, 'tutorial/acme');
  const started = await shell.attempt({ cwd: acme, command: ['npm', 'start'], environment });
  expect(started.all).toContain('Tideway cannot start here:\n  - git is missing');
  expect(started.exitCode).toBe(2);
});

test('where the registry is not there nothing is made, and the same command works when it is back', async () => {
  const place = emptyFolder('offline');
  const npmrc = join(place, '.npmrc');
  writeFileSync(npmrc, '@tideway:registry=http://127.0.0.1:9/\nfetch-retries=0\n');
  // Of this folder alone: npm takes what the environment says before what a folder does.
  const environment = { npm_config_userconfig: '/dev/null' };
  const offline = await shell.attempt({ cwd: place, command: [...create, ...answers], environment });
  expect(offline.exitCode).not.toBe(0);
  // projen's own words: the template is not there to say anything yet.
  expect(offline.all).toMatch(/Command failed [^]*npm install [^]*@tideway\/projen/);
  expect(readdirSync(place)).not.toContain('apps');
  cpSync(registry?.npmrc ?? '', npmrc);
  const back = await shell.attempt({
    cwd: place,
    command: [...create, '--no-post', ...answers],
    environment,
  });
  expect([back.exitCode, back.all]).toEqual([0, expect.stringContaining('acme is ready.')]);
});

test('a registry that lacks a package ends it in npm’s words, and the folder is as it was', async () => {
  const poor = await startRegistry({ folder: join(folder, 'poor registry'), scope: '@tideway' });
  try {
    const environment = { npm_config_userconfig: poor.npmrc };
    const command = ['npm', 'publish', '--access', 'public', projenFile] as const;
    const published = await shell.attempt({ cwd: folder, command, environment });
    expect([published.exitCode, published.all]).toEqual([0, expect.any(String)]);
    const place = emptyFolder('lacking');
    writeFileSync(join(place, '.npmrc'), 'fetch-retries=0\n');
    const { exitCode, all } = await shell.attempt({
      cwd: place,
      command: [...create, ...answers],
      environment,
    });
    expect(all).toMatch(
      /npm install failed in [^]*404[^]*@tideway\/[^]*Nothing was kept: the folder is as it was/,
    );
    expect(all).not.toMatch(/\n\s+at /);
    expect([exitCode, readdirSync(place)]).toEqual([1, ['.npmrc']]);
  } finally {
    await poor.stop();
  }
});
