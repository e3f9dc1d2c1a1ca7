import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Commit that the monorepo is at; undefined outside of Git and before the first commit. */
export async function sourceCommit(root: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--verify', '-q', 'HEAD'], {
      cwd: root,
      timeout: 10_000,
    });
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
