import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { processStartTime, stopLocalAwsDaemon } from '@tideway/local-aws';
import { RehearsalError } from '../rehearsal-error.ts';
import { endProcesses } from './end-processes.ts';
import { markedProcesses } from './marked-processes.ts';
import { isAlive } from './process-entry.ts';
import type { RehearsalFolder } from './rehearsal-folder.ts';
import { createRecord, readRecord, type RehearsalRecord } from './rehearsal-record.ts';

/** What was found in a folder that is rehearsed in now. */
export interface Claim {
  readonly record: RehearsalRecord;
  /** Names of processes that an earlier rehearsal left behind when it was killed, and that were ended. */
  readonly cleaned: readonly string[];
}

/**
 * Makes this process the one that rehearses in a folder. What a killed rehearsal left behind is ended first: by
 * recorded id and start time or by its mark, never by name.
 *
 * @throws RehearsalError `rehearsal-running` when another one is there or was kept
 */
export async function claimFolder(folder: RehearsalFolder): Promise<Claim> {
  const owner = {
    name: 'rehearsal',
    pid: process.pid,
    startTime: (await processStartTime(process.pid)) ?? '',
  };
  const record = { owner, mark: randomUUID(), kept: false, processes: [], kubeconfigs: {} };
  const cleaned: string[] = [];
  while (!(await createRecord(folder.record, record))) {
    const other = await readRecord(folder.record);
    if (other) await refuseWhileUsed(folder, other);
    cleaned.push(...(await endRehearsal(folder)));
  }
  return { record, cleaned };
}

/** Ends everything that is of a folder's rehearsal, and removes the record. @returns the names */
export async function endRehearsal(folder: RehearsalFolder): Promise<string[]> {
  const record = await readRecord(folder.record);
  const ended = await endProcesses(record?.processes ?? []);
  if (record) ended.push(...(await endProcesses(await markedProcesses(record.mark))));
  if (await stopLocalAwsDaemon(folder.aws)) ended.push('local AWS');
  await rm(folder.record, { force: true });
  return ended;
}

async function refuseWhileUsed(folder: RehearsalFolder, other: RehearsalRecord): Promise<void> {
  if (await isAlive(other.owner)) {
    throw new RehearsalError(
      'rehearsal-running',
      `Process ${other.owner.pid} rehearses in ${folder.root} already. Wait for it, or end it with Ctrl-C there.`,
    );
  }
  const alive = await Promise.all(other.processes.map((entry) => isAlive(entry)));
  if (other.kept && alive.includes(true)) {
    throw new RehearsalError(
      'rehearsal-running',
      `A rehearsal was kept running in ${folder.root}. End it first: tideway rehearse down`,
    );
  }
}
