// npm run test:system: tests with real clients that Node, npm and git do not bring.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { exec } from './exec.mjs';
import { ensureInstalled, requireMachine } from './install.mjs';

/** What is missing, each with how to get it; never a reason to skip a test. */
function missing() {
  const problems = [];
  const python = spawnSync(
    'python3',
    ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))'],
    {
      encoding: 'utf8',
      timeout: 20_000,
    },
  );
  if (python.error !== undefined || python.status !== 0) {
    problems.push(
      'Python 3.11 or newer with venv, for the AWS CLI, git-remote-codecommit and cfn-lint. On Debian: apt-get install python3 python3-venv',
    );
  }
  const browsers = [
    process.env.CHROMIUM ?? '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  if (!browsers.some((browser) => existsSync(browser))) {
    problems.push(
      'Chromium, to look at the shop as its customers do. On Debian: apt-get install chromium. CHROMIUM names another one',
    );
  }
  if (spawnSync('redis-server', ['--version'], { timeout: 20_000 }).status !== 0) {
    problems.push(
      'redis-server, where two replicas of the shop keep their sessions. On Debian: apt-get install redis-server',
    );
  }
  const programs = {
    buildah: 'buildah, with which local CodeBuild makes images. On Debian: apt-get install buildah',
    'docker-registry': 'docker-registry, where these images go. On Debian: apt-get install docker-registry',
  };
  for (const [program, what] of Object.entries(programs)) {
    if (spawnSync(program, ['--version'], { timeout: 20_000 }).status !== 0) problems.push(what);
  }
  return problems;
}

requireMachine();
const problems = missing();
if (problems.length > 0) {
  process.stderr.write(
    `npm run test:system needs more of this machine:\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n`,
  );
  process.exit(2);
}
await ensureInstalled();
const chosen = process.argv.slice(2);
process.exitCode = await exec([
  'node_modules/.bin/vitest',
  'run',
  '--config',
  'vitest.system.config.ts',
  // Two whole releases take longer than all the rest: npm run test:release.
  ...(chosen.length > 0 ? chosen : ['--exclude', '**/release.system.test.ts']),
]);
