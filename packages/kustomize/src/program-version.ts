import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { KustomizeOrigin } from './kustomize.ts';
import { runProgram } from './run-program.ts';

/** Which program to ask, and where answers are remembered. */
export interface ProgramVersionOptions {
  /** Absolute path. */
  readonly program: string;
  readonly kind: Exclude<KustomizeOrigin, 'bundled'>;
  readonly cacheDirectory: string;
}

interface Remembered {
  readonly size: number;
  readonly modified: number;
  readonly version: string;
}

/**
 * Version of the kustomize in a program, such as `5.8.1`; undefined when the program says none.
 *
 * The answer is remembered by path, size and time of modification, so that the next start runs nothing.
 */
export async function programVersion(options: ProgramVersionOptions): Promise<string | undefined> {
  const { size, mtimeMs: modified } = await stat(options.program);
  const cacheFile = join(options.cacheDirectory, 'kustomize-versions.json');
  const remembered = await readRemembered(cacheFile);
  const known = remembered[options.program];
  if (known?.size === size && known.modified === modified) return known.version;
  const version = await askVersion(options);
  if (version === undefined) return undefined;
  await remember(options.cacheDirectory, cacheFile, {
    ...remembered,
    [options.program]: { size, modified, version },
  });
  return version;
}

async function askVersion(options: ProgramVersionOptions): Promise<string | undefined> {
  const words = options.kind === 'kustomize' ? ['version'] : ['version', '--client', '--output=json'];
  const { stdout, failure } = await runProgram({
    program: options.program,
    arguments: words,
    timeLimit: 10_000,
  });
  if (failure !== undefined) return undefined;
  const pattern =
    options.kind === 'kustomize' ? /v(\d+\.\d+\.\d+)/ : /"kustomizeVersion":\s*"v(\d+\.\d+\.\d+)/;
  return pattern.exec(stdout)?.[1];
}

async function readRemembered(cacheFile: string): Promise<Record<string, Remembered>> {
  try {
    const value: unknown = JSON.parse(await readFile(cacheFile, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, Remembered>) : {};
  } catch {
    return {};
  }
}

async function remember(
  directory: string,
  cacheFile: string,
  value: Record<string, Remembered>,
): Promise<void> {
  const beside = `${cacheFile}.${randomUUID()}.tmp`;
  try {
    await mkdir(directory, { recursive: true });
    await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`);
    await rename(beside, cacheFile);
  } catch {
    // Only speed is lost: the next start asks the program again.
  }
}
