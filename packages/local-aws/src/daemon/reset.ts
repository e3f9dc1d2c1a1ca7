import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { LocalAwsError } from '../local-aws-error.ts';
import { stateDirectory } from '../state/state-directory.ts';
import { isAlive, readDaemonState } from './daemon-state.ts';

/**
 * Removes a state directory with everything in it: repositories, credentials, certificates.
 *
 * @throws LocalAwsError while its daemon runs.
 */
export async function resetLocalAws(path: string): Promise<void> {
  const state = stateDirectory(path);
  const daemon = await readDaemonState(state);
  if (daemon && (await isAlive(daemon))) {
    throw new LocalAwsError(
      'daemon-running',
      `Local AWS of ${state.root} still runs (process ${daemon.pid}). Stop it with "tideway local down", then reset it.`,
    );
  }
  const aside = `${state.root}.${randomUUID()}.old`;
  try {
    await rename(state.root, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}
