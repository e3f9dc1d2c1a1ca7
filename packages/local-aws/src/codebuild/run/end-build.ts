import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { processStartTime } from '../../daemon/process-identity.ts';
import type { Build } from '../builds/build.ts';
import { withoutProcesses } from '../builds/build.ts';
import type { BuildStore } from '../builds/build-store.ts';
import { endGroup } from './build-shell.ts';
import { endLeftOver } from './end-left-over.ts';
import type { Ended } from './run-build.ts';

/** Ends the record of a build that this program does not run. */
export async function endBuild(
  store: BuildStore,
  build: Build,
  status: Ended,
  message: string,
): Promise<void> {
  const now = Date.now();
  const phases = build.phases.map((phase) =>
    phase.endTime === undefined ? { ...phase, status, message, endTime: now } : phase,
  );
  await store.write({ ...withoutProcesses(build), phases, status, endTime: now });
}

/** Ends a build whose local AWS is gone, with the processes that it may have left. */
export async function abandonBuild(store: BuildStore, build: Build): Promise<void> {
  const { pid, startTime } = build.processes ?? {};
  if (pid !== undefined && (await processStartTime(pid)) === startTime) endGroup(pid);
  await endLeftOver(build.id);
  await rm(join(store.folderOf(build), 'work'), { recursive: true, force: true });
  await endBuild(store, build, 'STOPPED', 'Local AWS was ended while it ran.');
}
