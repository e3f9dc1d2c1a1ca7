import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundledNodes } from '../pins';
import { TemplateError } from '../template-error';

const LIMIT = 15 * 60_000;

/** Whether a repository's dependencies have never been installed. */
export function needsInstall(root: string): boolean {
  return !existsSync(join(root, 'node_modules', '.package-lock.json'));
}

/**
 * Installs the dependencies of a repository.
 * @param options.isNew Whether the repository is being made: what to do next is another thing then
 * @throws TemplateError with what npm said
 */
export function install(root: string, options: { readonly isNew: boolean } = { isNew: false }): void {
  const cli = process.env['npm_execpath'];
  const [program, ...first] = cli?.endsWith('npm-cli.js') === true ? [process.execPath, cli] : ['npm'];
  const { status, error, stdout, stderr } = spawnSync(
    program ?? 'npm',
    [...first, 'install', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, encoding: 'utf8', timeout: LIMIT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (status === 0) return leaveOutHeaders(root);
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim() || (error?.message ?? 'nothing');
  const next = options.isNew
    ? 'Nothing was kept: the folder is as it was. Mend what npm says, then run the command again.'
    : 'The files are complete. Mend what npm says, then run: npm install';
  throw new TemplateError(`npm install failed in ${root}:\n${said}\n\n${next}`);
}

/** Node's C++ headers are 67 MB that only its own build of add-ons reads; `tools/bootstrap/install.mjs` does the same. */
function leaveOutHeaders(root: string): void {
  for (const name of bundledNodes)
    rmSync(join(root, 'node_modules', name, 'include'), { recursive: true, force: true });
}
