import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileError } from './state.ts';

/** Ref of the mirror that stands where a branch of the remote stood when we last saw it. */
export function trackingRef(branch: string): string {
  return `refs/remotes/origin/${branch}`;
}

/** A mirror whose content can't be read. It is thrown away and made again. */
export class MirrorBroken extends Error {
  override readonly name = 'MirrorBroken';
}

/**
 * Makes sure that there is a bare repository: made in-process, because an empty one is two files and two folders.
 *
 * @throws {DeliveryError} `disk-full` or `state-unwritable`
 */
export async function openMirror(folder: string): Promise<void> {
  if (
    existsSync(join(folder, 'HEAD')) &&
    existsSync(join(folder, 'objects')) &&
    existsSync(join(folder, 'refs'))
  )
    return;
  const beside = `${folder}.${process.pid}.new`;
  try {
    await rm(folder, { recursive: true, force: true });
    await makeBareRepository(beside);
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    throw fileError(error, folder);
  }
}

/** Makes an empty bare repository. */
export async function makeBareRepository(folder: string): Promise<void> {
  await mkdir(join(folder, 'objects', 'pack'), { recursive: true });
  await mkdir(join(folder, 'refs'), { recursive: true });
  await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
}

/** Throws the mirror away. */
export async function removeMirror(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Where refs of the mirror stand; read from its files, because a process per question would cost more than the answer. */
export async function readRefs(
  mirror: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const packed = await readFile(join(mirror, 'packed-refs'), 'utf8').catch(() => '');
  for (const ref of refs) {
    const loose = await readFile(join(mirror, ref), 'utf8').catch(() => undefined);
    const id = loose?.trim() ?? packedId(packed, ref);
    if (id !== undefined && /^[0-9a-f]{40}$/.test(id)) found.set(ref, id);
  }
  return found;
}

function packedId(packed: string, ref: string): string | undefined {
  const line = packed.split('\n').find((candidate) => candidate.endsWith(` ${ref}`));
  return line?.slice(0, 40);
}

/** Moves a ref of the mirror. */
export async function writeRef(mirror: string, ref: string, id: string): Promise<void> {
  const file = join(mirror, ref);
  const beside = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, `${id}\n`);
    await rename(beside, file);
  } catch (error) {
    throw fileError(error, mirror);
  }
}

/** Removes lock files that a killed git left in the mirror. Only for whoever holds the delivery's lock. */
export async function removeStaleLocks(mirror: string): Promise<void> {
  for (const folder of ['', 'refs', 'objects']) {
    const entries = await readdir(join(mirror, folder), { recursive: folder === 'refs' }).catch(() => []);
    for (const entry of entries) {
      if (entry.endsWith('.lock')) await rm(join(mirror, folder, entry), { force: true });
    }
  }
}
