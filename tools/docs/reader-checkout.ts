import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { x } from 'tinyexec';

/** A copy of this repository, as a reader who follows a page would have it. */
export interface ReaderCheckout {
  readonly root: string;
  remove(): void;
}

/** Copies what Git knows or would know, commits it, and lends it the installed dependencies. */
export async function readerCheckout(repository: string): Promise<ReaderCheckout> {
  const root = mkdtempSync(join(tmpdir(), 'tideway reader '));
  const git = async (cwd: string, ...args: string[]): Promise<string> =>
    (await x('git', args, { throwOnError: true, nodeOptions: { cwd } })).stdout;
  const files = (await git(repository, 'ls-files', '-co', '--exclude-standard', '-z')).split('\0').filter(Boolean);
  for (const file of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file), { force: true });
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  await git(root, 'init', '-q', '-b', 'main');
  await git(root, 'config', 'user.name', 'Reader');
  await git(root, 'config', 'user.email', 'reader@example.com');
  // .gitignore names a folder `node_modules/`, not the link that stands in for it.
  await git(root, 'config', 'core.excludesFile', join(root, '.git', 'reader-excludes'));
  writeFileSync(join(root, '.git', 'reader-excludes'), 'node_modules\n');
  await git(root, 'add', '-A');
  await git(root, 'commit', '-q', '-m', 'My platform');
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}
