import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders of one build. */
export interface BuildFolders {
  /** Everything that is removed when the build has ended. */
  readonly work: string;
  readonly source: string;
  readonly home: string;
  readonly temporary: string;
  /** First on the build's PATH. */
  readonly tools: string;
  /** Kept state of the shell. */
  readonly shellState: string;
  readonly log: string;
  readonly artifacts: string;
  readonly reports: string;
}

/** Makes the folders of a build; those for work are empty. */
export async function makeBuildFolders(folder: string): Promise<BuildFolders> {
  const work = join(folder, 'work');
  const folders = {
    work,
    source: join(work, 'src'),
    home: join(work, 'home'),
    temporary: join(work, 'tmp'),
    tools: join(work, 'bin'),
    shellState: join(work, 'shell-state'),
    log: join(folder, 'build.log'),
    artifacts: join(folder, 'artifacts'),
    reports: join(folder, 'reports'),
  };
  await rm(work, { recursive: true, force: true });
  for (const path of [work, folders.home, folders.temporary, folders.tools])
    await mkdir(path, { recursive: true, mode: 0o700 });
  return folders;
}
