import { appendFileSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  type LocalAws,
  type LocalBuild,
  localAwsBuilds,
  setLocalAwsProjects,
  startLocalAws,
} from '@tideway/local-aws';
import { x } from 'tinyexec';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { lentPlatform } from './lent-platform.ts';
import { reader } from './team-shell.ts';

// A team's monorepo is pushed to CodeCommit, and CodeBuild runs its buildspec.ci.yml: Git, Nx and the builds are real,
// and the dependencies are lent.
const account = '111122223333';
const region = 'us-west-2';
const minutes = 60_000;
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'tideway-ci-'));
const state = join(folder, 'aws');
let root = '';
let local: LocalAws | undefined;
let environment: Record<string, string> = {};

beforeAll(async () => {
  const platform = await lentPlatform(folder);
  root = platform.root;
  // Builds take their programs from here.
  vi.stubEnv('PATH', `${platform.bin}:${process.env['PATH'] ?? ''}`);
  local = await startLocalAws({ stateDirectory: state, targets: [{ account, region }], builds: true });
  await setLocalAwsProjects(state, [
    { name: 'monorepo', repository: 'acme', branches: ['main'], buildspec: 'buildspec.ci.yml' },
  ]);
  await local.ensureRepository('acme');
  environment = {
    ...local.environment,
    ...reader,
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
  };
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', `https://git-codecommit.${region}.amazonaws.com/v1/repos/acme`);
}, 12 * minutes);

afterAll(async () => {
  await local?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

async function git(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await x('git', [...args], {
    timeout: minutes,
    nodeOptions: { cwd: root, env: environment },
  });
  expect(exitCode, `git ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout.trim();
}

/** Commits what is there, pushes it, and waits until CodeBuild has built it. */
async function pushed(message: string): Promise<LocalBuild & { readonly text: string }> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', message);
  await git('push', '--quiet', 'origin', 'HEAD:refs/heads/main');
  const commit = await git('rev-parse', 'HEAD');
  const build = await vi.waitFor(
    async () => {
      const found = (await localAwsBuilds(state)).find((one) => one.commit === commit);
      if (found === undefined || found.status === 'IN_PROGRESS') throw new Error(`${commit} is not built`);
      return found;
    },
    { timeout: 10 * minutes, interval: 250 },
  );
  return { ...build, text: stripVTControlCharacters(readFileSync(build.log, 'utf8')) };
}

/** Tasks that a build ran: Nx ticks them off, and shows what those print that failed. */
function tasksOf({ text }: { readonly text: string }): readonly string[] {
  const tasks = [...text.matchAll(/^(?:✔|✖|>) +nx run (\S+)/gm)].map(([, task]) => task ?? '');
  return [...new Set(tasks)].sort();
}

async function green(): Promise<string> {
  return (await git('ls-remote', 'origin', 'refs/heads/tideway/green')).split('\t')[0] ?? '';
}

const ofTheFrontEnd = ['front-end:lint', 'front-end:test', 'front-end:typecheck'];
const ofThePlatform = ['generate', 'lint', 'synth', 'test', 'typecheck', 'validate'].map(
  (name) => `platform:${name}`,
);

test(
  'the first push runs everything, and is recorded as green',
  async () => {
    const build = await pushed('Our platform');
    expect(build.status, `${build.text.slice(-6_000)}`).toBe('SUCCEEDED');
    expect(build).toMatchObject({ initiator: 'rule/acme' });
    expect(build.text).toContain('Everything, because no green commit is recorded.');
    expect(tasksOf(build)).toEqual([...ofTheFrontEnd, ...ofThePlatform]);
    expect(await green()).toBe(build.commit);
  },
  12 * minutes,
);

test(
  'a change of the front-end runs none of the tasks of the infrastructure',
  async () => {
    const before = await green();
    appendFileSync(join(root, 'apps/front-end/src/main.ts'), '\n// More.\n');
    const build = await pushed('More');
    expect(build.status, `${build.text.slice(-6_000)}`).toBe('SUCCEEDED');
    expect(build.text).toContain(`What changed since ${before.slice(0, 12)}:`);
    expect(tasksOf(build)).toEqual(ofTheFrontEnd);
    expect(await green()).toBe(build.commit);
  },
  12 * minutes,
);

test(
  'a change of the model runs what depends on it',
  async () => {
    const model = join(root, 'apps/platform/services/front-end.ts');
    writeFileSync(model, readFileSync(model, 'utf8').replace('replicas: 2', 'replicas: 3'));
    const build = await pushed('A third pod');
    expect(build.status, `${build.text.slice(-6_000)}`).toBe('SUCCEEDED');
    expect(tasksOf(build)).toEqual(ofThePlatform);
  },
  12 * minutes,
);

test(
  'a change of the docs runs nothing, and is green',
  async () => {
    appendFileSync(join(root, 'docs/README.md'), '\nMore.\n');
    const build = await pushed('Say more');
    expect(build.status, `${build.text.slice(-6_000)}`).toBe('SUCCEEDED');
    expect(tasksOf(build)).toEqual([]);
    expect(await green()).toBe(build.commit);
  },
  12 * minutes,
);

test(
  'a model that is wrong fails the build, whose log says why, and the last green commit stays',
  async () => {
    const before = await green();
    const model = join(root, 'apps/platform/services/front-end.ts');
    writeFileSync(model, readFileSync(model, 'utf8').replace('replicas: 3', 'replicas: 0'));
    const build = await pushed('No pod');
    expect(build.status).toBe('FAILED');
    expect(build.text).toContain('services.front-end.environments.production.replicas');
    expect(build.text).toContain('expected 1..100, got 0');
    expect(await green()).toBe(before);
  },
  12 * minutes,
);
