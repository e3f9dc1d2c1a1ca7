import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  type LocalAws,
  type LocalBuild,
  localAwsBuilds,
  setLocalAwsProjects,
  startLocalAws,
} from '@tideway/local-aws';
import { pullImage } from '@tideway/rehearsal';
import { x } from 'tinyexec';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Step, readSteps } from '../docs/page-steps.ts';
import { contains } from '../docs/printed.ts';
import { readerCheckout } from '../docs/reader-checkout.ts';
import { runPage } from '../docs/run-page.ts';
import { freePort } from './free-port.ts';
import { type ImageRegistry, startImageRegistry } from './image-registry.ts';
import { installPythonPrograms } from './python-programs.ts';

const root = join(import.meta.dirname, '..', '..');
const account = '111122223333';
const region = 'us-west-2';
const repository = 'weaveworksdemos/front-end';
const minutes = 60_000;

let folder = '';
let state = '';
let clone = '';
let local: LocalAws;
let registry: ImageRegistry;
let environment: Record<string, string> = {};

beforeAll(async () => {
  const bin = await installPythonPrograms('aws-clients.txt');
  folder = mkdtempSync(join(tmpdir(), 'tideway-builds-'));
  state = join(folder, 'aws');
  clone = join(folder, 'app-repo');
  // What runs a build takes its programs from here.
  vi.stubEnv('PATH', `${bin}:${process.env['PATH'] ?? ''}`);
  registry = await startImageRegistry(join(folder, 'registry'));
  local = await startLocalAws({
    stateDirectory: state,
    targets: [{ account, region }],
    registry: registry.url,
    builds: true,
  });
  await setLocalAwsProjects(state, [
    {
      name: 'front-end',
      repository: 'app-repo',
      environmentVariables: { REPOSITORY_URI: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}` },
    },
  ]);
  await local.ensureRepository('app-repo');
  await local.ensureImageRepository(repository, { immutableTags: true });
  environment = {
    ...local.environment,
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
  };
  await copySources();
}, 5 * minutes);

afterAll(async () => {
  await local.close();
  await registry.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The front-end's sources as app-repo has them. */
async function copySources(): Promise<void> {
  const list = await x('git', ['-C', root, 'ls-files', '-z', 'apps/front-end'], { throwOnError: true });
  for (const path of list.stdout.split('\0').filter(Boolean)) {
    const to = join(clone, path.slice('apps/front-end/'.length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, path), to);
  }
  await git('init', '--quiet', '--initial-branch=main');
  await git('remote', 'add', 'origin', `https://git-codecommit.${region}.amazonaws.com/v1/repos/app-repo`);
}

async function run(program: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await x(program, args, {
    timeout: minutes,
    nodeOptions: { cwd: clone, env: environment },
  });
  expect(exitCode, `${program} ${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout.trim();
}

const git = (...args: string[]): Promise<string> => run('git', ...args);

/** Commits what is there and pushes it. @returns the commit */
async function push(message: string, branch: string): Promise<string> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', message);
  await git('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
  return git('rev-parse', 'HEAD');
}

/** Waits until a commit was built. @returns the build and its log */
async function built(commit: string): Promise<LocalBuild & { readonly text: string }> {
  const build = await vi.waitFor(
    async () => {
      const found = (await localAwsBuilds(state)).find((one) => one.commit === commit);
      if (found === undefined || found.status === 'IN_PROGRESS') throw new Error(`${commit} is not built`);
      return found;
    },
    { timeout: 5 * minutes, interval: 250 },
  );
  return { ...build, text: readFileSync(build.log, 'utf8') };
}

async function tags(): Promise<readonly string[]> {
  const answer = await fetch(`${registry.url}/v2/${repository}/tags/list`);
  return ((await answer.json()) as { readonly tags?: readonly string[] }).tags ?? [];
}

/**
 * A home's storage for buildah, with the base image that builds here start from: none can be had from elsewhere.
 * @returns variables that lead to it
 */
async function readersStorage(home: string): Promise<Record<string, string>> {
  const config = join(home, 'storage.conf');
  const [graph, runs] = [join(home, 'images'), join(home, 'containers')];
  writeFileSync(config, `[storage]\ndriver = "vfs"\ngraphroot = "${graph}"\nrunroot = "${runs}"\n`);
  const variables = { CONTAINERS_STORAGE_CONF: config, BUILDAH_ISOLATION: 'chroot' };
  const answer = await fetch(`${registry.url}/v2/local/node/tags/list`);
  const [tag = ''] = ((await answer.json()) as { readonly tags: readonly string[] }).tags;
  const image = `${new URL(registry.url).host}/local/node:${tag}`;
  await x('buildah', ['pull', '--tls-verify=false', `docker://${image}`], {
    throwOnError: true,
    timeout: 2 * minutes,
    nodeOptions: { env: { ...process.env, ...variables } },
  });
  return { ...variables, BASE_IMAGE: image };
}

describe('a push to app-repo', () => {
  test(
    'is tested, built and pushed by its own buildspec; that very image shows the new footer',
    async () => {
      const footer = 'Knitted on a Thursday.';
      appendFileSync(join(clone, 'public/footer.html'), `<p>${footer}</p>\n`);
      const commit = await push('Say when it was knitted', 'main');
      const { status, text, number } = await built(commit);
      expect(status, `${text.slice(-4_000)}`).toBe('SUCCEEDED');
      const tag = `main-${commit.slice(0, 7)}-${number}`;
      expect(await tags()).toEqual([tag]);

      const password = await run('aws', 'ecr', 'get-login-password', '--region', region);
      const { root: image, config } = await pullImage({
        image: `${account}.dkr.ecr.${region}.amazonaws.com/${repository}:${tag}`,
        token: Buffer.from(`AWS:${password}`).toString('base64'),
        folder: join(folder, 'image'),
        environment: local.environment,
        signal: AbortSignal.timeout(5 * minutes),
      });
      const { User = '', Labels = {}, Env = [], WorkingDir = '/', Cmd = [] } = config;
      expect(User).toBe('10001:10001');
      expect(Labels['org.opencontainers.image.revision']).toBe(commit);
      const port = await freePort();
      const settings = [`PORT=${port}`, 'BACKENDS=stand-ins', 'SESSION_SECRET=for this test alone'];
      // Node.js then says of everything that it loads whether it was compiled already.
      const telling = 'NODE_DEBUG_NATIVE=COMPILE_CACHE';
      const inside = ['sh', '-c', 'cd "$0" && exec "$@"', WorkingDir, ...Cmd];
      // Its file system, its user, its command: `env -i` takes nothing of ours along.
      const shop = spawn(
        'chroot',
        [`--userspec=${User}`, image, '/usr/bin/env', '-i', ...Env, ...settings, telling, ...inside],
        { stdio: ['ignore', 'pipe', 'pipe'] },
      );
      let said = '';
      for (const stream of [shop.stdout, shop.stderr])
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      const ended = once(shop, 'exit');
      try {
        const page = await vi
          .waitFor(async () => (await fetch(`http://127.0.0.1:${port}/`)).text(), {
            timeout: 30_000,
            interval: 100,
          })
          .catch((error: unknown) => {
            throw new Error(`The image does not answer:\n${said}`, { cause: error });
          });
        expect(page).toContain(footer);
        expect(readFileSync(`/proc/${shop.pid}/status`, 'utf8')).toMatch(/^Uid:\s+10001\s/m);
        expect(said).toMatch(/cache for ESM file:\/\/\/app\/dist\/shop\/main-\w+\.js was accepted/);
      } finally {
        shop.kill('SIGTERM');
        await ended;
      }
    },
    8 * minutes,
  );

  test(
    'whose tests fail makes no image, and the log says which test',
    async () => {
      const before = await tags();
      const broken = join(clone, 'src/broken.test.ts');
      writeFileSync(
        broken,
        "import { test } from 'node:test';\ntest('socks come in pairs', () => {\n  throw new Error('one is missing');\n});\n",
      );
      const commit = await push('Break a promise', 'main');
      rmSync(broken);
      const { status, text } = await built(commit);
      expect(status).toBe('FAILED');
      expect(text).toContain('socks come in pairs');
      expect(text).toContain('The build failed, so no image is pushed.');
      expect(await tags()).toEqual(before);
    },
    8 * minutes,
  );

  test(
    'of another branch gets a tag that Flux never follows',
    async () => {
      const before = await tags();
      const commit = await push('Try something', 'main-next');
      const { status, text, number } = await built(commit);
      expect(status, `${text.slice(-4_000)}`).toBe('SUCCEEDED');
      const added = (await tags()).filter((tag) => !before.includes(tag));
      expect(added).toEqual([`main_next-${commit.slice(0, 7)}-${number}`]);
    },
    8 * minutes,
  );

  test(
    'and the page about the image does what it says',
    async () => {
      const page = 'docs/how-to/build-the-image.md';
      const steps = readSteps(readFileSync(join(root, page), 'utf8'))
        .filter(({ kind }) => kind === 'image')
        .map((step): Step => ({ ...step, kind: 'run' }));
      const compileCache = join(folder, 'compiled');
      const checkout = await readerCheckout({ repository: root, compileCache });
      const storage = await readersStorage(checkout.environment['HOME'] ?? '');
      try {
        const { exitCode, printed } = await runPage({
          steps,
          checkout: {
            ...checkout,
            environment: {
              ...checkout.environment,
              ...storage,
              PATH: process.env['PATH'] ?? '',
              NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'] ?? '',
              REGISTRY: registry.url,
            },
          },
          timeout: 8 * minutes,
        });
        const last = printed.at(-1);
        expect(exitCode, `${page}:${last?.step.line}:\n${last?.text}`).toBe(0);
        for (const { step, text } of printed) {
          if (step.prints === undefined || contains(text, step.prints)) continue;
          expect.soft(text, `${page}:${step.line} prints something else`).toBe(step.prints);
        }
        expect(printed.at(-1)?.text).toMatch(/^main-[0-9a-f]{7}-\d+/m);
      } finally {
        await checkout.remove();
      }
    },
    10 * minutes,
  );

  test('is listed by the AWS CLI, the newest first', async () => {
    const ask = async (...args: string[]): Promise<unknown> =>
      JSON.parse(await run('aws', 'codebuild', ...args, '--region', region, '--output', 'json'));
    const { ids } = (await ask('list-builds-for-project', '--project-name', 'front-end')) as {
      readonly ids: readonly string[];
    };
    const { builds } = (await ask('batch-get-builds', '--ids', ...ids)) as {
      readonly builds: readonly { readonly buildNumber: number; readonly buildStatus: string }[];
    };
    expect(builds.map(({ buildNumber, buildStatus }) => `${buildNumber} ${buildStatus}`)).toEqual([
      '3 SUCCEEDED',
      '2 FAILED',
      '1 SUCCEEDED',
    ]);
  });
});
