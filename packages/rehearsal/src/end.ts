import { join } from 'node:path';
import { endRehearsal } from './processes/claim-folder.ts';
import { rehearsalFolder } from './processes/rehearsal-folder.ts';
import { readRecord } from './processes/rehearsal-record.ts';
import { isAlive } from './processes/process-entry.ts';
import { RehearsalError } from './rehearsal-error.ts';

/**
 * Ends a rehearsal that was kept running, and whatever one that was killed left behind.
 *
 * @param stateDirectory - `.tideway`
 * @returns names of the processes that were ended; none if nothing was running
 * @throws RehearsalError `rehearsal-running` while the rehearsal itself still runs
 */
export async function endKeptRehearsal(stateDirectory: string): Promise<readonly string[]> {
  const folder = rehearsalFolder(join(stateDirectory, 'rehearsal'));
  const record = await readRecord(folder.record);
  if (record && (await isAlive(record.owner))) {
    throw new RehearsalError(
      'rehearsal-running',
      `Process ${record.owner.pid} is still rehearsing in ${folder.root}. End it with Ctrl-C there.`,
    );
  }
  return endRehearsal(folder);
}
