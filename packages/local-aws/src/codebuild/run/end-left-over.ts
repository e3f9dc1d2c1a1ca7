import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Ends processes of a build that have left its process group: they still carry its variables. On systems without
 * `/proc` there is nothing to find them by.
 */
export async function endLeftOver(buildId: string): Promise<void> {
  const mark = `CODEBUILD_BUILD_ID=${buildId}`;
  const entries = await readdir('/proc').catch(() => [] as string[]);
  const processes = entries.filter((entry) => /^\d+$/.test(entry) && entry !== String(process.pid));
  await Promise.all(
    processes.map(async (id) => {
      const environment = await readFile(join('/proc', id, 'environ'), 'utf8').catch(() => '');
      if (!environment.split('\0').includes(mark)) return;
      try {
        process.kill(Number(id), 'SIGKILL');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }),
  );
}
