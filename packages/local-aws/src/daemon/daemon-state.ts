import { randomUUID } from 'node:crypto';
import { readFile, rename, rm } from 'node:fs/promises';
import type { LocalAwsTarget } from '../aws/target.ts';
import { createFile } from '../state/atomic-file.ts';
import type { StateDirectory } from '../state/state-directory.ts';
import { processStartTime } from './process-identity.ts';

/** What a daemon says about itself in the state directory. */
export interface DaemonState {
  readonly pid: number;
  /** See `processStartTime`. */
  readonly startTime: string;
  /** Port of the proxy. */
  readonly port: number;
  readonly targets: readonly [LocalAwsTarget, ...LocalAwsTarget[]];
  /** Address of the OCI registry behind ECR. */
  readonly registry?: string;
}

/** The daemon that the state directory names, whether or not it still runs. */
export async function readDaemonState(state: StateDirectory): Promise<DaemonState | undefined> {
  try {
    return JSON.parse(await readFile(state.daemon, 'utf8')) as DaemonState;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the process of a daemon still runs: by its id and by its start time. */
export async function isAlive(daemon: DaemonState): Promise<boolean> {
  return (await processStartTime(daemon.pid)) === daemon.startTime;
}

/**
 * Enters a daemon as the one of its state directory.
 *
 * @returns undefined if it is that now, else the one that was there and runs.
 */
export async function claimDaemon(
  state: StateDirectory,
  daemon: DaemonState,
): Promise<DaemonState | undefined> {
  for (;;) {
    if (await createFile({ path: state.daemon, content: `${JSON.stringify(daemon)}\n` })) return undefined;
    const other = await readDaemonState(state);
    if (other && (await isAlive(other))) return other;
    await removeDaemonState(state, other);
  }
}

/** Removes a daemon's entry, and only that one's. */
export async function removeDaemonState(
  state: StateDirectory,
  daemon: DaemonState | undefined,
): Promise<void> {
  const aside = `${state.daemon}.${randomUUID()}.tmp`;
  try {
    await rename(state.daemon, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  // Another may have entered itself between our look and the renaming: it goes back.
  const moved = await readDaemonState({ ...state, daemon: aside });
  const same = moved?.pid === daemon?.pid && moved?.startTime === daemon?.startTime;
  if (moved && !same) await createFile({ path: state.daemon, content: `${JSON.stringify(moved)}\n` });
  await rm(aside, { force: true });
}
