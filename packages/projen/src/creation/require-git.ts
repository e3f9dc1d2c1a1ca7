import { spawnSync } from 'node:child_process';
import { TemplateError } from '../template-error';

/**
 * Ends the making of a repository on a machine without Git, which the first commit and every delivery need.
 * @throws TemplateError with how to get it
 */
export function requireGit(): void {
  const { status } = spawnSync('git', ['--version'], { stdio: 'ignore', timeout: 10_000 });
  if (status === 0) return;
  throw new TemplateError(
    'git is missing: the first commit and every delivery are made with it. Nothing was made.\nInstall git 2.38 or newer, for example: apt-get install git. Then run the command again.',
  );
}
