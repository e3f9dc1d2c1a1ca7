import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ProcessEntry } from './process-entry.ts';

/** Who rehearses in a folder, and what was started for it. */
export interface RehearsalRecord {
  /** The rehearsal itself. */
  readonly owner: ProcessEntry;
  /** What all its processes have in their environment: no other rehearsal has the same. */
  readonly mark: string;
  /** Whether it was left running on purpose. */
  readonly kept: boolean;
  readonly processes: readonly ProcessEntry[];
  /** Kubeconfig of its clusters, by name; known once they run. */
  readonly kubeconfigs: Readonly<Record<string, string>>;
}

/** The record of a folder; undefined if nothing runs or ran there. */
export async function readRecord(path: string): Promise<RehearsalRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as RehearsalRecord;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a record in place of the one before: readers see the old or the new one, never a part. */
export async function replaceRecord(path: string, record: RehearsalRecord): Promise<void> {
  await rename(await writeBeside(path, record), path);
}

/** Writes the record of a folder that has none. @returns false when another was first */
export async function createRecord(path: string, record: RehearsalRecord): Promise<boolean> {
  const beside = await writeBeside(path, record);
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

async function writeBeside(path: string, record: RehearsalRecord): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${randomUUID()}.tmp`;
  await writeFile(beside, `${JSON.stringify(record, undefined, 2)}\n`);
  return beside;
}
