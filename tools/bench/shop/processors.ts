import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether the service has a processor of its own. */
export const apart = process.platform === 'linux' && availableParallelism() > 1;

/** A command line that runs on the second processor, where that can be had: what makes a load, or answers to the service. */
export function besideTheService(command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return apart ? ['taskset', '-c', '1', ...command] : command;
}

/**
 * Puts a service on the first processor, alone: what the load needs must not be taken from who is measured. Its start is
 * over then, and had them all.
 */
export function giveOwnProcessor(pid: number | undefined): void {
  if (apart && pid !== undefined) {
    execFileSync('taskset', ['-a', '-c', '-p', '0', String(pid)], { stdio: 'ignore' });
  }
}
