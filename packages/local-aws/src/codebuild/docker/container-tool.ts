import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** A program that builds and pushes images. */
export interface ContainerTool {
  readonly name: 'buildah' | 'podman' | 'docker';
  /** Absolute path. */
  readonly program: string;
}

/** What is looked through for a tool. */
export interface FindToolOptions {
  /** PATH of the build. */
  readonly path: string;
  /** Folder on it that is not looked in: where our own `docker` is. */
  readonly except: string;
}

/** What to install where there is none. */
export const NO_TOOL =
  'A build asks for docker, and this machine has nothing that builds images. Install buildah; on Debian: apt-get install buildah';

/**
 * The tool that stands behind `docker` in a build. Those without a daemon come first: they push by themselves, and so
 * find local AWS; Docker's daemon knows nothing of it unless it was told.
 */
export function findContainerTool({ path, except }: FindToolOptions): ContainerTool | undefined {
  const find = (name: ContainerTool['name']): ContainerTool[] =>
    path
      .split(delimiter)
      .filter((folder) => folder !== '' && resolve(folder) !== resolve(except))
      .map((folder) => join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => ({ name, program: realpathSync(file) }));
  const [daemonless] = [...find('buildah'), ...find('podman')];
  return daemonless ?? find('docker').find(({ program }) => hasDaemon(program));
}

function hasDaemon(docker: string): boolean {
  return spawnSync(docker, ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
}
