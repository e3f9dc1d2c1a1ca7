import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  deliverSpec,
  deploySpec,
  imagesSpec,
  packSpec,
  publishSpec,
  recordSpec,
  verifySpec,
  type BuildSpecDocument,
} from './build-specs.ts';

// The commands run in bash, with git as it is. In the place of aws, npm, npx and sleep stands a program that writes down what
// it was told: what they talk to is AWS.
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tideway builds '));
  mkdirSync(join(folder, 'bin'));
  for (const name of ['aws', 'npm', 'npx', 'sleep']) answer(name, 'exit 0');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Has a program write down its arguments, one line for each call, and go on as told. */
function answer(name: string, script: string): void {
  const file = join(folder, 'bin', name);
  const record = `printf '%s' "${name}" >> "$CALLS"; printf ' <%s>' "$@" >> "$CALLS"; echo >> "$CALLS"`;
  writeFileSync(file, `#!/bin/bash\n${record}\n${script}\n`, { mode: 0o755 });
}

/** Runs the build phase as CodeBuild does: all commands in one shell. */
function run(spec: BuildSpecDocument, variables: Readonly<Record<string, string>> = {}) {
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  const { variables: own } = spec.env as { readonly variables: Readonly<Record<string, string>> };
  const result = spawnSync('bash', ['--norc', '-c', (spec.phases['build']?.commands ?? []).join('\n')], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 20_000,
    env: {
      ...own,
      ...variables,
      CALLS: calls,
      PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    },
  });
  return {
    code: result.status,
    stderr: result.stderr,
    calls: readFileSync(calls, 'utf8').split('\n').filter(Boolean),
  };
}

function git(...args: readonly string[]): string {
  return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
}

/** Two commits. @returns their ids, the older one first */
function history(): readonly [string, string] {
  git('init', '-q');
  const commit = (message: string): string => {
    git('commit', '-q', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  return [commit('one'), commit('two')];
}

const specs = {
  verify: verifySpec(),
  deploy: deploySpec(),
  deliver: deliverSpec(),
  images: imagesSpec(),
  record: recordSpec(),
  pack: packSpec(),
  publish: publishSpec(),
};
const verifying = { LAST_GREEN: '/shop/last', PLATFORM_PROJECT: 'platform', ASSEMBLY: 'cdk.out' };
const synth = 'npx <nx> <run> <platform:synth>';
const verified = (base: string): string =>
  `npx <tideway-affected> <--base> <${base}> <lint> <typecheck> <test> <generate> <validate>`;

test.each(Object.entries(specs))('%s is a buildspec, in bash that parses', (_name, spec) => {
  expect(Object.keys(spec).filter((key) => !['version', 'env', 'phases', 'artifacts'].includes(key))).toEqual(
    [],
  );
  expect(spec.version).toBe('0.2');
  expect(spec.env['shell']).toBe('bash');
  expect(Object.keys(spec.phases).filter((phase) => !['install', 'build'].includes(phase))).toEqual([]);
  expect(spec.phases['build']?.commands?.[0]).toBe('set -euo pipefail');
  for (const command of Object.values(spec.phases).flatMap(({ commands = [] }) => commands))
    expect(spawnSync('bash', ['-n', '-c', command], { encoding: 'utf8' }).stderr).toBe('');
});

test('what changed since the last green commit is verified, then the templates are made', () => {
  const [green] = history();
  answer('aws', `echo ${green}`);
  expect(run(specs.verify, verifying)).toMatchObject({
    code: 0,
    calls: [
      'aws <ssm> <get-parameter> <--name> </shop/last> <--query> <Parameter.Value> <--output> <text>',
      verified(green),
      synth,
    ],
  });
});

test('where there is no green commit yet, everything is: tideway-affected is told so', () => {
  answer('aws', 'echo ParameterNotFound >&2; exit 254');
  expect(run(specs.verify, verifying)).toMatchObject({
    code: 0,
    calls: [expect.anything(), verified(''), synth],
  });
});

test('where a check fails, no template is made', () => {
  answer('npx', 'exit 3');
  const { code, calls } = run(specs.verify, verifying);
  expect(code).toBe(3);
  expect(calls.at(-1)).toBe(verified(''));
});

test('stacks are deployed from the verified templates, each by its name', () => {
  expect(
    run(specs.deploy, { CODEBUILD_SRC_DIR_Assembly: '/src 2/cdk.out', STACKS: 'a-one a-two' }),
  ).toMatchObject({
    code: 0,
    calls: [
      'npx <cdk> <deploy> <--app> </src 2/cdk.out> <--require-approval> <never> <--concurrency> <4> <--progress> <events> <a-one> <a-two>',
    ],
  });
});

test.each([
  ['', 'npx <tideway> <sync>'],
  ['app-repo', 'npx <tideway> <sync> <app-repo>'],
])('the repositories "%s" are delivered to AWS', (names, call) => {
  expect(specs.deliver.env).toMatchObject({ variables: { TIDEWAY_REMOTE: 'aws' } });
  expect(run(specs.deliver, { REPOSITORIES: names })).toMatchObject({ code: 0, calls: [call] });
});

test('every image is waited for', () => {
  // The third answer for each image is a tag; AWS's CLI prints None where there is nothing.
  answer(
    'aws',
    'n=$(grep -c "<$4>" "$CALLS"); if [ "$n" -ge 3 ]; then echo main-1234567-1; else echo None; fi',
  );
  const { code, calls } = run(specs.images, { IMAGES: 'web/front web/back' });
  expect(code).toBe(0);
  const asked = (image: string) =>
    calls.filter((call) => call.includes(`<--repository-name> <${image}>`)).length;
  expect([asked('web/front'), asked('web/back')]).toEqual([3, 3]);
  expect(calls.filter((call) => call === 'sleep <10>')).toHaveLength(4);
});

test('an image that does not come ends the wait, and says which', () => {
  answer('aws', 'echo None');
  const { code, stderr } = run(specs.images, { IMAGES: 'web/front', WAIT_SECONDS: '0' });
  expect(code).toBe(1);
  expect(stderr).toBe('No image of web/front within 0 seconds: see its pipeline\n');
});

test('the commit that went all the way is written down', () => {
  expect(
    run(specs.record, { LAST_GREEN: '/shop/last', CODEBUILD_RESOLVED_SOURCE_VERSION: 'abc' }),
  ).toMatchObject({
    code: 0,
    calls: [
      'aws <ssm> <put-parameter> <--name> </shop/last> <--type> <String> <--overwrite> <--value> <abc>',
    ],
  });
});

test('packages are packed, with what they were built from beside them', () => {
  expect(run(specs.pack)).toMatchObject({
    code: 0,
    calls: ['npm <run> <pack-packages>', 'npx <tideway-provenance> <.tideway/packed>'],
  });
  expect(specs.pack.artifacts).toMatchObject({ 'base-directory': '.tideway/packed' });
});

const publishing = {
  CODEBUILD_SRC_DIR_Packed: '/src 2/packed',
  DOMAIN: 'acme',
  DOMAIN_OWNER: '444455556666',
  PACKAGES: 'npm',
  SCOPE: '@acme',
};
const checked = 'npx <tideway-provenance> <--check> </src 2/packed>';

test('what was packed is published, after a look whether it is what was built', () => {
  expect(run(specs.publish, publishing)).toMatchObject({
    code: 0,
    calls: [
      checked,
      'aws <codeartifact> <login> <--tool> <npm> <--domain> <acme> <--domain-owner> <444455556666> <--repository> <npm> <--namespace> <@acme>',
      'npx <changeset> <publish> <--from-pack-dir> </src 2/packed> <--no-git-tag>',
    ],
  });
  expect(specs.publish.phases['install']?.commands).toEqual(['npm ci --ignore-scripts']);
});

test('what is not what was built is not published, and nobody signs in', () => {
  answer('npx', 'exit 1');
  expect(run(specs.publish, publishing)).toMatchObject({ code: 1, calls: [checked] });
});
