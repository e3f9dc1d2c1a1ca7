import { cp, glob, mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, matchesGlob, relative, resolve } from 'node:path';
import { LocalAwsError } from '../../local-aws-error.ts';

/** Files of a build that are kept. */
export interface CollectOptions {
  /** Folder that the build worked in. */
  readonly source: string;
  /** Where to start, relative to it. @default - there */
  readonly baseDirectory?: string | undefined;
  /** Paths and patterns, relative to the base directory. */
  readonly files: readonly string[];
  readonly exclude?: readonly string[];
  /** Whether all files are put into one folder. */
  readonly discardPaths: boolean;
  /** Folder that they are put into; the old one is replaced. */
  readonly into: string;
}

/**
 * Copies the files of a build to where they are kept.
 *
 * @returns their paths in that folder, sorted.
 * @throws LocalAwsError when a path leads out of the build's folder, or a pattern has no file.
 */
export async function collectFiles(options: CollectOptions): Promise<readonly string[]> {
  const { source, files, exclude = [], discardPaths, into } = options;
  const base = resolve(source, options.baseDirectory ?? '.');
  if (isOutside(source, base))
    throw new LocalAwsError(
      'build-failed',
      `base-directory ${options.baseDirectory} leads out of the build's folder. Name one in it.`,
    );
  const found = new Set<string>();
  for (const pattern of files) {
    if (isOutside(base, resolve(base, pattern)))
      throw new LocalAwsError('build-failed', `${pattern} leads out of ${base}. Name files in it.`);
    const before = found.size;
    for await (const path of glob(pattern, { cwd: base })) {
      const { isFile } = await statOf(join(base, path));
      if (isFile && !exclude.some((one) => matchesGlob(path, one))) found.add(path);
    }
    if (found.size === before)
      throw new LocalAwsError(
        'build-failed',
        `no matching file for ${pattern} in ${base}. Make it in an earlier phase, or correct the buildspec.`,
      );
  }
  const beside = `${into}.tmp`;
  await rm(beside, { recursive: true, force: true });
  const kept = [...found].sort().map((path) => ({ from: path, to: discardPaths ? basename(path) : path }));
  for (const { from, to } of kept) {
    await mkdir(dirname(join(beside, to)), { recursive: true });
    await cp(join(base, from), join(beside, to), { dereference: true });
  }
  await rm(into, { recursive: true, force: true });
  await mkdir(dirname(into), { recursive: true });
  await rename(beside, into);
  return kept.map(({ to }) => to);
}

function isOutside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way);
}

async function statOf(path: string): Promise<{ readonly isFile: boolean }> {
  const entry = await stat(path).catch(() => undefined);
  return { isFile: entry?.isFile() ?? false };
}
