import { processStartTime } from '@tideway/local-aws';

/** A process as it is written down, so that it can be ended by whoever comes later, and no other in its place. */
export interface ProcessEntry {
  readonly name: string;
  /** Also the id of its process group. */
  readonly pid: number;
  /** See `processStartTime`: another process with the same id has another one. */
  readonly startTime: string;
}

/** Whether the very process of an entry still runs. */
export async function isAlive({ pid, startTime }: ProcessEntry): Promise<boolean> {
  return (await processStartTime(pid)) === startTime;
}

/** Sends a signal to the group of a process that is known to be the one of its entry. */
export function signalGroup({ pid }: ProcessEntry, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
