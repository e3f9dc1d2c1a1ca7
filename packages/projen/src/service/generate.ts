import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { broughtNode } from '../creation/brought-node';
import type { ServiceOptions } from '../service-options';
import { TemplateError } from '../template-error';

// It installs, too.
const LIMIT = 15 * 60_000;

/** What the generator is told besides the name. */
const told = ['tenant', 'port', 'calls', 'exposed', 'source', 'repository', 'platform'] as const;

/** Arguments of Nx for a service. */
export function generatorArguments(options: ServiceOptions): readonly string[] {
  return [
    'generate',
    '@tideway/nx:service',
    options.name,
    ...told.flatMap((name) => (options[name] === undefined ? [] : [`--${name}=${String(options[name])}`])),
    '--no-interactive',
  ];
}

/**
 * Adds a service to a monorepo with the monorepo's own generator, so that there is one source of its files.
 * @returns What the generator said
 * @throws TemplateError with everything that the generator refused
 */
export function generate(root: string, options: ServiceOptions): string {
  const nx = join(root, 'node_modules', '.bin', 'nx');
  const { status, error, stdout, stderr } = spawnSync(
    broughtNode(root),
    [nx, ...generatorArguments(options)],
    {
      cwd: root,
      encoding: 'utf8',
      timeout: LIMIT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        NX_DAEMON: 'false',
        NX_ISOLATE_PLUGINS: 'false',
        NX_NO_CLOUD: 'true',
        NO_COLOR: '1',
      },
    },
  );
  const said = `${stdout ?? ''}${stderr ?? ''}`.trim() || (error?.message ?? 'nothing');
  if (status === 0) return said;
  throw new TemplateError(`The service ${options.name} was not added to ${root}:\n${said}`);
}
