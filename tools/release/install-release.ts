import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { x } from 'tinyexec';
import { releases } from './releases.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * Builds and packs the command and the model and installs them as npm would: the packed files are extracted into `node_modules`, and
 * what their manifests depend on is linked from this repository's own `node_modules`; nothing else can be found.
 * @returns Path of the installed `tideway` program
 * @throws {Error} when a build or `npm pack` fails, or a dependency is not installed
 */
export async function installRelease(options: {
  /** Root of this repository. */
  readonly root: string;
  /** Folder that gets a `node_modules`; it must exist and have none. */
  readonly to: string;
  /** Ends it early. @default never */
  readonly signal?: AbortSignal;
}): Promise<string> {
  const { root, to, signal } = options;
  const modules = join(to, 'node_modules');
  mkdirSync(modules);
  const packed = mkdtempSync(join(to, '.packed-'));
  const run = (command: string, args: readonly string[]) =>
    x(command, [...args], {
      throwOnError: true,
      timeout: 60_000,
      ...(signal && { signal }),
      // A home folder that can't be written has no place for npm's cache.
      nodeOptions: { cwd: root, env: { npm_config_cache: join(packed, 'cache') } },
    });
  // The rehearsal is linked like any other package: what is tried with this installation does not need it.
  const folders = [releases.cli, releases.model].map((release) => release.folder);
  const workspaces = folders.flatMap((folder) => ['--workspace', folder]);
  // The prepack script of each builds it, so that nothing old is ever packed.
  await run('npm', ['pack', '--silent', '--pack-destination', packed, ...workspaces]);
  for (const folder of folders) {
    const { name, version } = readManifest(join(root, folder));
    const installed = join(modules, name);
    mkdirSync(installed, { recursive: true });
    const tarball = join(packed, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
    await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1']);
  }
  for (const folder of folders) {
    const { name } = readManifest(join(root, folder));
    const { dependencies = {} } = readManifest(join(modules, name));
    for (const dependency of Object.keys(dependencies)) link({ root, folder, modules, dependency });
  }
  return join(modules, '@tideway', 'cli', 'bin', 'tideway.mjs');
}

function link(options: {
  readonly root: string;
  /** Of the package that depends on it. */
  readonly folder: string;
  readonly modules: string;
  readonly dependency: string;
}): void {
  const { root, folder, modules, dependency } = options;
  const to = join(modules, dependency);
  if (existsSync(to)) return;
  // A package has its own where the workspace's is another version.
  const from = [join(root, folder), root]
    .map((place) => join(place, 'node_modules', dependency))
    .find((place) => existsSync(place));
  if (from === undefined) throw new Error(`${dependency} is not installed. Run npm ci.`);
  mkdirSync(dirname(to), { recursive: true });
  symlinkSync(from, to, 'dir');
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
