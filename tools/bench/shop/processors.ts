import { availableParallelism } from 'node:os';

/** What runs in a measurement: who is measured, or what it is measured with. */
export type Role = 'service' | 'load';

/** Whether the service has a processor of its own. */
export const apart = process.platform === 'linux' && availableParallelism() > 1;

/**
 * A command line by which the service runs on the first processor, alone, and all else on the second: what the load needs
 * must not be taken from who is measured. Where that can't be done it is the command itself.
 */
export function on(role: Role, command: readonly [string, ...string[]]): readonly [string, ...string[]] {
  return apart ? ['taskset', '-c', role === 'service' ? '0' : '1', ...command] : command;
}
