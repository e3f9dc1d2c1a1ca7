import { chmodSync, mkdirSync, readdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { x } from 'tinyexec';

const root = join(import.meta.dirname, '..', '..');

/** A new team's repository whose dependencies are this repository's, so that no test waits for an install. */
export interface LentPlatform {
  /** The repository, as the template makes it; nothing is installed or committed. */
  readonly root: string;
  /** Folder for the front of PATH: its `npm ci` links the lent dependencies, and hands all else to the real npm. */
  readonly bin: string;
}

/**
 * Makes a repository with the template as it is now, and builds the packages that it depends on.
 * @param folder gets it all
 * @throws Error when a build fails
 */
export async function lentPlatform(folder: string): Promise<LentPlatform> {
  const packages = ['cli', 'eslint-config', 'infra', 'model', 'nx', 'projen'].map(
    (name) => `@tideway/${name}`,
  );
  const build = ['nx', 'run-many', '-t', 'build', 'typecheck', '--projects', packages.join(',')];
  await run(root, 'npx', ['--no', '--', ...build]);
  const [place, lent, bin] = ['acme', 'lent', 'bin'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [place, bin]) mkdirSync(path);
  const options = { name: 'acme', account: '111122223333', region: 'us-west-2', outdir: place };
  const make = `const { PlatformMonorepo } = require('@tideway/projen'); new PlatformMonorepo(${JSON.stringify(options)}).synth();`;
  await run(root, process.execPath, ['--eval', make], { PROJEN_DISABLE_POST: 'true' });
  lend(lent);
  writeNpm(bin, lent);
  return { root: place, bin };
}

/** Links to everything that is installed here, in the way of an installation. */
function lend(to: string): void {
  const from = join(root, 'node_modules');
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.') && name !== '@tideway') symlinkSync(join(from, name), join(to, name));
  }
  mkdirSync(join(to, '@tideway'));
  for (const name of readdirSync(join(from, '@tideway')))
    symlinkSync(join(from, '@tideway', name), join(to, '@tideway', name));
  // Programs are found beside themselves, by relative links.
  mkdirSync(join(to, '.bin'));
  for (const name of readdirSync(join(from, '.bin')))
    symlinkSync(readlinkSync(join(from, '.bin', name)), join(to, '.bin', name));
  writeFileSync(join(to, '.package-lock.json'), '{}');
}

function writeNpm(bin: string, lent: string): void {
  const npm = join(bin, 'npm');
  writeFileSync(
    npm,
    `#!/usr/bin/env bash
set -euo pipefail
if [ "\${1-}" = ci ]; then exec cp -a '${lent}' node_modules; fi
PATH="\${PATH//'${bin}:'/}" exec npm "$@"
`,
  );
  chmodSync(npm, 0o755);
}

async function run(
  cwd: string,
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { exitCode, stdout, stderr } = await x(program, [...args], {
    timeout: 580_000,
    nodeOptions: { cwd, env: { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', ...environment } },
  });
  if (exitCode !== 0) throw new Error(`${program} ended with ${exitCode}:\n${stdout}${stderr}`);
}
