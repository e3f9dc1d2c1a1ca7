import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startServer } from '../server.ts';
import { startCodeBuild } from '../testing/code-build.ts';
import { TARGET } from '../testing/git-client.ts';
import type { Build } from './builds/build.ts';
import { currentPhase } from './builds/build.ts';

const buildspec = (commands: Readonly<Record<string, readonly string[]>>, more = '') =>
  `version: 0.2\n${more}phases:\n${Object.entries(commands)
    .map(
      ([phase, list]) =>
        `  ${phase}:\n    commands:\n${list.map((one) => `      - ${JSON.stringify(one)}\n`).join('')}`,
    )
    .join('')}`;

const phasesOf = ({ phases }: Build) => phases.map(({ type, status }) => `${type} ${status ?? ''}`.trim());

test('a push is built by its own buildspec, one shell from the first command to the last', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild({ environmentVariables: { WHO: 'project' } });
  const commit = await pushBuildspec(
    buildspec(
      {
        install: ['mkdir out && cd out'],
        pre_build: ['TAG="main-${CODEBUILD_RESOLVED_SOURCE_VERSION:0:7}-$CODEBUILD_BUILD_NUMBER"'],
        build: ['echo "$TAG by $WHO in ${PWD##*/}" | tee made', 'git log -1 --format=%H'],
        post_build: ['echo "succeeding: $CODEBUILD_BUILD_SUCCEEDING"'],
      },
      'env:\n  variables: { WHO: buildspec }\n  exported-variables: [TAG]\n',
    ),
  );
  const build = await ended(1);
  expect(await logOf(1)).toContain(`main-${commit.slice(0, 7)}-1 by project in out\n`);
  expect(await logOf(1)).toContain(`\n${commit}\n`);
  expect(await logOf(1)).toContain('succeeding: 1\n');
  expect(build).toMatchObject({
    status: 'SUCCEEDED',
    commit,
    sourceVersion: 'refs/heads/main',
    initiator: 'rule/app-repo',
    exported: { TAG: `main-${commit.slice(0, 7)}-1` },
  });
  expect(phasesOf(build)).toEqual([
    'SUBMITTED SUCCEEDED',
    'QUEUED SUCCEEDED',
    'PROVISIONING SUCCEEDED',
    'DOWNLOAD_SOURCE SUCCEEDED',
    'INSTALL SUCCEEDED',
    'PRE_BUILD SUCCEEDED',
    'BUILD SUCCEEDED',
    'POST_BUILD SUCCEEDED',
    'UPLOAD_ARTIFACTS SUCCEEDED',
    'FINALIZING SUCCEEDED',
    'COMPLETED',
  ]);
});

test('a command that fails ends its phase; finally still runs, and post_build is told', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild();
  await pushBuildspec(`version: 0.2
phases:
  build:
    commands: [npm-test-is-missing, echo never]
    finally: [echo cleaned up]
  post_build:
    commands: ['test "$CODEBUILD_BUILD_SUCCEEDING" = 1', echo pushed]
`);
  const build = await ended(1);
  const log = await logOf(1);
  expect(build.status).toBe('FAILED');
  expect(log).toContain('cleaned up\n');
  expect(log).not.toMatch(/^(never|pushed)$/m);
  expect(log).toContain('Command did not exit successfully npm-test-is-missing exit status 127');
  expect(build.phases.find(({ type }) => type === 'BUILD')).toMatchObject({
    status: 'FAILED',
    message: 'Error while executing command: npm-test-is-missing. Reason: exit status 127',
  });
});

test.each([
  ['pre_build', undefined, ['PRE_BUILD FAILED']],
  [
    'pre_build',
    'CONTINUE',
    ['PRE_BUILD FAILED', 'BUILD SUCCEEDED', 'POST_BUILD SUCCEEDED', 'UPLOAD_ARTIFACTS SUCCEEDED'],
  ],
  ['build', 'ABORT', ['PRE_BUILD SUCCEEDED', 'BUILD FAILED']],
  [
    'build',
    undefined,
    ['PRE_BUILD SUCCEEDED', 'BUILD FAILED', 'POST_BUILD SUCCEEDED', 'UPLOAD_ARTIFACTS SUCCEEDED'],
  ],
])(
  'after a failed %s with on-failure %s the build goes the way that CodeBuild goes',
  async (name, onFailure, phases) => {
    const { pushBuildspec, ended } = await startCodeBuild();
    const rest = onFailure ? `\n    on-failure: ${onFailure}` : '';
    await pushBuildspec(`version: 0.2\nphases:\n  ${name}:\n    commands: ['false']${rest}\n`);
    const build = await ended(1);
    expect(build.status).toBe('FAILED');
    const own = phasesOf(build).filter((one) => /PRE_BUILD|^BUILD|POST|UPLOAD/.test(one));
    expect(own).toEqual(phases);
  },
);

test('what a buildspec lacks or has wrong is said in the log, and nothing runs', async () => {
  const { clone, pushBuildspec, ended, logOf } = await startCodeBuild();
  await clone.commit('a', 'a');
  await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  expect(await ended(1)).toMatchObject({ status: 'FAILED' });
  expect(await logOf(1)).toContain('app-repo has no buildspec.yml at ');
  await pushBuildspec('version: 0.2\nphases:\n  biuld:\n    commands: [echo ran]\n');
  expect(await ended(2)).toMatchObject({ status: 'FAILED' });
  expect(await logOf(2)).toContain('buildspec.yml:3: phases.biuld: is not known here');
});

test('secrets reach the build and never its log', async () => {
  const { aws, pushBuildspec, ended, logOf, store } = await startCodeBuild();
  const values = join(store.folderOf({ project: 'app', number: 1 }), '../../../../values.json');
  await writeFile(
    values,
    JSON.stringify({
      secrets: { npm: { token: 'hunter22-token' } },
      parameters: { '/app/key': 'parameter-77' },
    }),
  );
  await pushBuildspec(
    buildspec(
      {
        build: [
          'printf "%s" "${TOKEN:0:7}"; sleep 0.05; echo "${TOKEN:7}"',
          'echo "key is $KEY, ${#KEY} long"',
          'env | grep -c AWS_SECRET_ACCESS_KEY; echo "$AWS_SECRET_ACCESS_KEY"',
        ],
      },
      'env:\n  secrets-manager: { TOKEN: "npm:token" }\n  parameter-store: { KEY: /app/key }\n',
    ),
  );
  expect(await ended(1)).toMatchObject({ status: 'SUCCEEDED' });
  const log = await logOf(1);
  expect(log).toContain('\n***\n');
  expect(log).toContain('key is ***, 12 long');
  for (const secret of ['hunter22-token', 'parameter-77', aws.credentials.secretAccessKey])
    expect(log).not.toContain(secret);
});

test('a secret without a value here is named, with the file to write it into', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild();
  await pushBuildspec(
    buildspec({ build: ['echo ran'] }, 'env:\n  secrets-manager: { TOKEN: "npm:token" }\n'),
  );
  expect(await ended(1)).toMatchObject({ status: 'FAILED' });
  expect(await logOf(1)).toMatch(
    /env\.secrets-manager\.TOKEN: the secret npm:token\. Write it into .*values\.json\./,
  );
});

test('artifacts and reports are kept, those of a failed build too as far as they are reports', async () => {
  const { pushBuildspec, ended, store } = await startCodeBuild();
  const more = `reports:
  unit: { files: [junit.xml], base-directory: out }
artifacts:
  files: ['out/**/*.json']
  discard-paths: yes
`;
  const made =
    'mkdir -p out/deep && echo "<testsuites/>" >out/junit.xml && echo {} >out/deep/provenance.json';
  await pushBuildspec(buildspec({ build: [made] }, more));
  expect(await ended(1)).toMatchObject({ status: 'SUCCEEDED' });
  const folder = store.folderOf({ project: 'app', number: 1 });
  expect(await readFile(join(folder, 'artifacts/provenance.json'), 'utf8')).toBe('{}\n');
  expect(await readFile(join(folder, 'reports/unit/junit.xml'), 'utf8')).toBe('<testsuites/>\n');
  expect(existsSync(join(folder, 'work'))).toBe(false);
  await pushBuildspec(buildspec({ build: [made, 'false'] }, more));
  expect(await ended(2)).toMatchObject({ status: 'FAILED' });
  const failed = store.folderOf({ project: 'app', number: 2 });
  expect(existsSync(join(failed, 'reports/unit/junit.xml'))).toBe(true);
  expect(existsSync(join(failed, 'artifacts'))).toBe(false);
});

test('files outside of the build are no artifacts', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild();
  await pushBuildspec(buildspec({ build: ['true'] }, "artifacts:\n  files: ['../../build.json']\n"));
  expect(await ended(1)).toMatchObject({ status: 'FAILED' });
  expect(await logOf(1)).toContain('../../build.json leads out of');
});

test('a build that takes too long is ended with all its processes', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild({ timeoutInMinutes: 0.02 });
  await pushBuildspec(
    buildspec({
      build: ['setsid sleep 61 & setsid sleep 62 >/dev/null 2>&1 & sleep 63'],
      post_build: ['echo never'],
    }),
  );
  const build = await ended(1);
  expect(build.status).toBe('TIMED_OUT');
  expect(await logOf(1)).not.toMatch(/^never$/m);
  const { id } = build;
  const running = await processesOf(id);
  expect(running).toEqual([]);
});

async function processesOf(id: string): Promise<readonly string[]> {
  const entries = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry));
  const marked = await Promise.all(
    entries.map(async (entry) => {
      const text = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
      return text.includes(`CODEBUILD_BUILD_ID=${id}`) ? [entry] : [];
    }),
  );
  return marked.flat();
}

test('of ten pushes in a row the newest is built, one build at a time', async () => {
  const { clone, pushBuildspec, ended, store } = await startCodeBuild();
  await pushBuildspec(buildspec({ build: ['sleep 0.4; date +%s%N'] }));
  let newest = '';
  for (let index = 2; index <= 10; index += 1) {
    newest = await clone.commit('file', String(index));
    await clone.ok('push', '--quiet', 'origin', 'HEAD:main');
  }
  const last = await ended(10);
  expect(last).toMatchObject({ status: 'SUCCEEDED', commit: newest });
  const builds = await store.list('app');
  expect(builds.map(({ number }) => number)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  const built = builds.filter(({ status }) => status === 'SUCCEEDED').reverse();
  const stopped = builds.filter(({ status }) => status === 'STOPPED');
  expect(built.length + stopped.length).toBe(10);
  expect(stopped.length).toBeGreaterThan(0);
  const overlaps = built.filter((build, index) => startOf(build) < (built[index - 1]?.endTime ?? 0));
  expect(overlaps).toEqual([]);
  expect(stopped[0]?.phases.at(-1)?.message).toMatch(/^Not started: app:.* took its place\.$/);
});

const startOf = ({ phases }: Build) => phases.find(({ type }) => type === 'PROVISIONING')?.startTime ?? 0;

test('stopped in the middle of a build, it leaves no process; started again, it builds that commit with a higher number', async () => {
  const first = await startCodeBuild();
  await first.pushBuildspec(
    buildspec({ build: ['if [ "$CODEBUILD_BUILD_NUMBER" = 1 ]; then sleep 60; fi'] }),
  );
  const running = await vi.waitFor(
    async () => {
      const [build] = await first.store.list('app');
      expect(build && currentPhase(build)).toBe('BUILD');
      return build!;
    },
    { timeout: 10_000 },
  );
  expect(await processesOf(running.id)).not.toEqual([]);
  await first.aws.close();
  const [stopped] = await first.store.list('app');
  expect(stopped).toMatchObject({ number: 1, status: 'STOPPED' });
  expect(await processesOf(running.id)).toEqual([]);
  const again = await startServer({
    stateDirectory: join(first.store.folderOf({ project: 'app', number: 1 }), '../../../../..'),
    targets: [TARGET],
    builds: true,
  });
  expect(await first.ended(2)).toMatchObject({ number: 2, status: 'SUCCEEDED', commit: stopped?.commit });
  await again.close();
});

test('docker in a build is our own, which says what it does not offer, or what to install', async () => {
  const { pushBuildspec, ended, logOf } = await startCodeBuild();
  await pushBuildspec(buildspec({ build: ['docker compose up'] }));
  expect(await ended(1)).toMatchObject({ status: 'FAILED' });
  expect(await logOf(1)).toMatch(/not offered in a build on this machine|Install buildah/);
});
