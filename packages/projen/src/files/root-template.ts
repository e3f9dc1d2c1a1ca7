import type { MonorepoOptions } from '../monorepo-options';
import { bundledNodes, nodeVersion, tools } from '../pins';
import type { Manifest } from './merge-manifest';

/** The template's part of the package.json at the root. */
export function rootTemplate(options: MonorepoOptions): Manifest {
  return {
    name: options.name,
    version: '0.0.0',
    private: true,
    ...(options.description !== undefined && { description: options.description }),
    ...(options.repository !== undefined && {
      repository: { type: 'git', url: `git+${options.repository}` },
    }),
    type: 'module',
    workspaces: options.workspaces ?? ['packages/*', 'apps/*'],
    engines: { node: '>=20' },
    scripts: {
      start: 'node tools/bootstrap/start.mjs',
      test: 'node tools/bootstrap/test.mjs',
      lint: 'nx run-many -t lint',
      format: 'prettier --write .',
      ...options.scripts,
    },
    devDependencies: { ...tools, ...options.devDependencies },
    optionalDependencies: Object.fromEntries(bundledNodes.map((name) => [name, nodeVersion])),
    ...(options.overrides !== undefined && { overrides: options.overrides }),
    allowScripts: Object.fromEntries(
      ['esbuild', 'nx', ...(options.allowScripts ?? [])].sort().map((name) => [name, true]),
    ),
  };
}
