import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { bundledKubectl, unpackBundledKubectl } from './bundled-kubectl.ts';
import { createKustomize, type Kustomize } from './kustomize.ts';
import { KustomizeError } from './kustomize-error.ts';
import { programVersion } from './program-version.ts';

/** Where to look for kustomize. */
export interface FindKustomizeOptions {
  /** Folder for the unpacked kubectl and the remembered versions; made when missing. */
  readonly cacheDirectory: string;
  /** @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
}

/** Older ones lack fields that Tideway writes, such as `patches` with several targets in one file. */
const oldestMajor = 5;

/**
 * Finds kustomize 5 or newer: `kustomize` on PATH, else the one inside a `kubectl` on PATH, else the
 * kubectl that comes with Tideway (linux-x64), unpacked once into the cache folder.
 *
 * @throws {KustomizeError} when there is none; the message lists every place that was tried
 */
export async function findKustomize(options: FindKustomizeOptions): Promise<Kustomize> {
  const { cacheDirectory, environment = process.env } = options;
  const tried: string[] = [];
  for (const origin of ['kustomize', 'kubectl'] as const) {
    for (const program of await onPath(origin, environment)) {
      const version = await programVersion({ program, kind: origin, cacheDirectory });
      if (version !== undefined && Number.parseInt(version, 10) >= oldestMajor) {
        return createKustomize({ program, version, origin });
      }
      tried.push(
        `${program}: ${version === undefined ? 'does not say its version' : `kustomize ${version}`}`,
      );
    }
  }
  try {
    const program = await unpackBundledKubectl(cacheDirectory);
    return createKustomize({ program, version: bundledKubectl.kustomize, origin: 'bundled' });
  } catch (error) {
    if (!(error instanceof KustomizeError)) throw error;
    const before = tried.length === 0 ? 'neither kustomize nor kubectl is on PATH' : tried.join('; ');
    throw new KustomizeError(
      `no kustomize ${oldestMajor} or newer: ${before}; ${error.message}. Install one from https://kubectl.docs.kubernetes.io/installation/kustomize/`,
      { cause: error },
    );
  }
}

async function onPath(name: string, environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  // Relative entries would make the program depend on the folder that a command was started in.
  const folders = (environment['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const found: string[] = [];
  for (const folder of new Set(folders)) {
    const program = join(folder, name);
    if (await isExecutable(program)) found.push(program);
  }
  return found;
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
