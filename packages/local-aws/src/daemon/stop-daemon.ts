import { setTimeout as sleep } from 'node:timers/promises';
import { stateDirectory } from '../state/state-directory.ts';
import type { DaemonState } from './daemon-state.ts';
import { isAlive, readDaemonState, removeDaemonState } from './daemon-state.ts';

const END_WITHIN_MS = 10_000;

/**
 * Ends the daemon of a state directory: asked first, forced after ten seconds.
 *
 * @returns Whether one was running.
 */
export async function stopLocalAwsDaemon(path: string): Promise<boolean> {
  const state = stateDirectory(path);
  const daemon = await readDaemonState(state);
  if (!daemon) return false;
  const alive = await isAlive(daemon);
  if (alive && !(await endsAfter(daemon, 'SIGTERM'))) await endsAfter(daemon, 'SIGKILL');
  await removeDaemonState(state, daemon);
  return alive;
}

async function endsAfter(daemon: DaemonState, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
  try {
    process.kill(daemon.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const end = performance.now() + END_WITHIN_MS;
  while (performance.now() < end) {
    if (!(await isAlive(daemon))) return true;
    await sleep(20);
  }
  return false;
}
