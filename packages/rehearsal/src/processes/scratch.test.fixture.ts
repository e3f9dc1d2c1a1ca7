import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type RehearsalFolder, rehearsalFolder } from './rehearsal-folder.ts';

/** An empty folder for a rehearsal, which goes with the test. */
export async function scratchFolder(): Promise<RehearsalFolder> {
  const root = await mkdtemp(join(tmpdir(), 'tideway rehearsal '));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  return rehearsalFolder(root);
}
