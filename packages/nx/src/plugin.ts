import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesV2, TargetConfiguration } from 'nx/src/devkit-exports.js';

/** Options in `nx.json`; there are none. */
export type PluginOptions = Readonly<Record<string, never>>;

/**
 * Gives every project with a `platform.ts` beside its `package.json` the targets `generate`, `validate`, `sync` and
 * `drift`.
 * What only reads the model is cached; what talks to a repository never is.
 */
export const createNodes: CreateNodesV2<PluginOptions> = [
  '**/platform.ts',
  (files, _options, context) =>
    files
      .filter((file) => existsSync(join(context.workspaceRoot, dirname(file), 'package.json')))
      .map((file) => {
        const root = dirname(file);
        return [file, { projects: { [root]: { root, targets: platformTargets(file) } } }] as const;
      }),
];

/** The targets of one model, given as its path in the workspace. */
export function platformTargets(file: string): Record<string, TargetConfiguration> {
  const run = (name: string, description: string): TargetConfiguration => ({
    executor: 'nx:run-commands',
    options: { command: `tideway ${name} --platform ${file}`, cwd: '{workspaceRoot}' },
    metadata: { description },
  });
  const cached = { cache: true, inputs: ['default', '^production'] };
  return {
    generate: {
      ...run('generate', 'Write the repositories that the model describes'),
      ...cached,
      outputs: ['{workspaceRoot}/.tideway/generated'],
    },
    validate: {
      ...run('validate', 'Render every overlay and check it against schemas and rules'),
      ...cached,
      outputs: [],
    },
    sync: { ...run('sync', 'Deliver the repositories'), cache: false },
    drift: { ...run('drift', 'Compare the model with the repositories'), cache: false },
  };
}
