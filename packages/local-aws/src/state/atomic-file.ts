import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** How a file is written. */
export interface AtomicFileOptions {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits. @default 0o600 */
  readonly mode?: number;
}

/** Writes a file beside its place and renames it over: readers see the old or the new one, never a part. */
export async function replaceFile(options: AtomicFileOptions): Promise<void> {
  const beside = await writeBeside(options);
  try {
    await rename(beside, options.path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/**
 * Writes a file only where there is none, complete from its first moment on.
 *
 * @returns Whether this call made it; false when another was first.
 */
export async function createFile(options: AtomicFileOptions): Promise<boolean> {
  const beside = await writeBeside(options);
  try {
    await link(beside, options.path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function writeBeside({ path, content, mode = 0o600 }: AtomicFileOptions): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomUUID()}.tmp`;
  const file = await open(beside, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  return beside;
}
