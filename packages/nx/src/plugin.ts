import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreateNodesV2, TargetConfiguration } from 'nx/src/devkit-exports.js';

/** Options in `nx.json`. */
export interface PluginOptions {
  /**
   * Export conditions that stacks are made with: for a repository whose packages run from their sources.
   * @default none
   */
  readonly conditions?: readonly string[];
}

/**
 * Gives every project with a `platform.ts` beside its `package.json` the targets `generate`, `validate`, `sync` and
 * `drift`, and one with an `infra.ts` as well `synth`, `diff` and `deploy`.
 * What only reads the model is cached; what talks to a repository never is.
 */
export const createNodes: CreateNodesV2<PluginOptions> = [
  '**/platform.ts',
  (files, options, context) =>
    files
      .filter((file) => existsSync(join(context.workspaceRoot, dirname(file), 'package.json')))
      .map((file) => {
        const root = dirname(file);
        const hasInfra = existsSync(join(context.workspaceRoot, root, 'infra.ts'));
        const targets = { ...platformTargets(file), ...(hasInfra && infraTargets(root, options)) };
        return [file, { projects: { [root]: { root, targets } } }] as const;
      }),
];

// The CDK CLI, which also says what to do next where nobody has signed in.
const CDK = 'node node_modules/@tideway/infra/bin/tideway-cdk.mjs';

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

/**
 * The targets of the stacks in a project's `infra.ts`. `diff` and `deploy` read what `synth` wrote, so what is deployed
 * is what was looked at; stacks are named behind the target: `nx run platform:deploy my-stack`.
 */
export function infraTargets(root: string, options: PluginOptions = {}): Record<string, TargetConfiguration> {
  const conditions = (options.conditions ?? []).map((condition) => `--conditions=${condition} `).join('');
  const run = (
    command: string,
    description: string,
    env: Readonly<Record<string, string>> = {},
  ): TargetConfiguration => ({
    executor: 'nx:run-commands',
    options: { command, cwd: '{workspaceRoot}', env },
    metadata: { description },
  });
  const onAssembly = { cache: false, dependsOn: ['synth'] };
  return {
    synth: {
      ...run(
        `node ${conditions}${root}/infra.ts`,
        'Make the CloudFormation templates, without network or credentials',
        // A seventh of the time goes into compiling the CDK, which is the same every time.
        { NODE_COMPILE_CACHE: 'node_modules/.cache/node' },
      ),
      cache: true,
      inputs: ['default', '^production'],
      outputs: ['{projectRoot}/cdk.out'],
    },
    diff: {
      ...run(`${CDK} diff --app ${root}/cdk.out`, 'Compare the stacks with what is deployed'),
      ...onAssembly,
    },
    deploy: { ...run(`${CDK} deploy --app ${root}/cdk.out`, 'Deploy stacks'), ...onAssembly },
  };
}
