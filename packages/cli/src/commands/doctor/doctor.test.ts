import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { connectLocalAws } from '@tideway/local-aws';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { testRun } from '../../test-run.ts';
import { type TestWorkspace, testWorkspace } from '../../test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = testWorkspace();
  workspace.writeModel();
});
afterEach(() => {
  vi.useRealTimers();
  workspace.remove();
});

/** A PATH with these programs only: each says what it is given, or is missing. */
function only(programs: Readonly<Record<string, string>>): string {
  const folder = join(workspace.root, 'programs');
  mkdirSync(folder);
  for (const [name, says] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}'\n`);
    chmodSync(join(folder, name), 0o755);
  }
  for (const name of ['sh', 'cat', 'mkdir']) symlinkSync(`/bin/${name}`, join(folder, name));
  return folder;
}

const healthy = {
  npm: '11.0.0',
  git: 'git version 2.39.5',
  go: 'go version go1.26.8 linux/amd64',
  docker: 'Docker version 28.0.1',
};

const run = (environment: NodeJS.ProcessEnv, ...argv: string[]) =>
  testRun({ argv: ['doctor', ...argv], cwd: workspace.root, environment });

interface Report {
  readonly exitCode: number;
  readonly checks: readonly {
    readonly name: string;
    readonly state: string;
    readonly found: string;
    readonly fix?: string;
  }[];
}

async function checksOf(environment: NodeJS.ProcessEnv, ...argv: string[]): Promise<Record<string, string>> {
  const { stdout } = await run(environment, '--json', ...argv);
  const { checks } = JSON.parse(stdout) as Report;
  return Object.fromEntries(checks.map(({ name, state, found }) => [name, `${state}: ${found}`]));
}

describe('tideway doctor', () => {
  test('a machine with all that is needed is well, and nothing on AWS is asked', async () => {
    const { exitCode, stdout } = await run({ PATH: only(healthy) });
    expect(stdout).toContain('All that is needed is there.');
    expect(stdout).toMatch(/skipped +codecommit +not asked: --remote aws/);
    expect(exitCode).toBe(0);
  });

  test('everything that is wrong is said at once, each with how to mend it', async () => {
    workspace.writeModel({ environment: 'nowhere' });
    const { exitCode, stdout } = await run({
      PATH: only({ ...healthy, git: 'git version 2.30.1', npm: '9.1.0' }),
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/wrong +git +2\.30\.1 is too old/);
    expect(stdout).toContain('git: Install git 2.38 or newer');
    expect(stdout).toContain('npm: Install npm 10 or newer');
    expect(stdout).toMatch(/model .*nowhere/);
    expect(stdout).toContain('3 needed things are wrong.');
  });

  test('what only some commands need is said, and counts with --all', async () => {
    const { npm, git } = healthy;
    const environment = { PATH: only({ npm, git }) };
    const { exitCode, stdout } = await run(environment);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/missing +go +there is no go/);
    expect(stdout).toContain('(only for tideway rehearse)');
    expect((await run(environment, '--all')).exitCode).toBe(1);
  });
});

describe('tideway doctor --remote aws', () => {
  const target = { account: '444455556666', region: 'eu-west-1' };

  /** Local AWS under the names of AWS, and the environment of a shell that points there. */
  async function onLocalAws(look: (environment: NodeJS.ProcessEnv) => Promise<void>): Promise<void> {
    const local = await connectLocalAws({
      stateDirectory: join(workspace.root, '.tideway/aws'),
      targets: [target],
    });
    const { accessKeyId, secretAccessKey } = local.credentials;
    vi.stubEnv('AWS_ACCESS_KEY_ID', accessKeyId);
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', secretAccessKey);
    vi.stubEnv('AWS_SESSION_TOKEN', undefined);
    try {
      await local.ensureRepository('flux-repo');
      const path = [only(healthy), dirname(process.execPath)].join(delimiter);
      await look({ ...local.environment, PATH: path, AWS_REGION: target.region });
    } finally {
      await local.close();
    }
  }

  test('credentials that may read the flux-repo, in the region of the platform, by a clock that is right', async () => {
    await onLocalAws(async (environment) => {
      const { exitCode, stdout } = await run(environment, '--remote', 'aws');
      expect(stdout).toMatch(
        /fine +codecommit +https:\/\/git-codecommit\.eu-west-1\.amazonaws\.com\/v1\/repos\/flux-repo/,
      );
      expect(stdout).toMatch(/fine +clock/);
      expect(stdout).toMatch(/fine +aws-region/);
      expect(exitCode).toBe(0);
    });
  });

  test('a key that is refused, and another region', async () => {
    await onLocalAws(async (environment) => {
      const secret = 'w'.repeat(40);
      vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
      const region = { ...environment, AWS_REGION: 'us-east-1' };
      const checks = await checksOf(region, '--remote', 'aws');
      expect(checks['codecommit']).toMatch(/^wrong: .*answers 403/);
      expect(checks['aws-region']).toBe('wrong: AWS_REGION is us-east-1, the platform is in eu-west-1');
      expect(JSON.stringify(checks)).not.toContain(secret);
    });
  });

  test('a clock that is an hour ahead', async () => {
    await onLocalAws(async (environment) => {
      // The Date header of a server is Node's own business and stays true.
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
      const checks = await checksOf(environment, '--remote', 'aws');
      expect(checks['clock']).toMatch(/^wrong: 3[56]\d\d seconds ahead of the clock of AWS$/);
    });
  });

  test('no credentials anywhere', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('HOME', workspace.root);
    const { exitCode, stdout } = await run({ PATH: only(healthy) }, '--remote', 'aws');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/wrong +aws-credentials +there are none/);
    expect(stdout).toContain('aws sso login');
    expect(stdout).toMatch(/skipped +clock/);
  });
});
