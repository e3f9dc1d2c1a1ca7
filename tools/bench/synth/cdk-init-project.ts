import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';

/** A project as `cdk init` makes it, with the clusters of the benchmark in it. */
export interface CdkInitProject {
  readonly folder: string;
  /** Arguments of Node.js that run its app as its `cdk.json` says, without npx around it. */
  readonly app: readonly string[];
  /** What the CDK CLI hands to the app, as JSON. */
  readonly context: string;
}

// Found out by the CDK CLI once, with credentials, and kept in cdk.context.json.
const zones = {
  'availability-zones:account=111122223333:region=us-west-2': ['us-west-2a', 'us-west-2b', 'us-west-2c'],
};

/** What `npm install` would put into its node_modules, by the name there. */
const installed: Readonly<Record<string, string>> = {
  '@aws-quickstart/eks-blueprints': '@aws-quickstart/eks-blueprints',
  '@types/node': '@types/node',
  'aws-cdk-lib': 'aws-cdk-lib',
  constructs: 'constructs',
  'ts-node': 'ts-node',
  typescript: 'typescript-of-cdk-init',
};

/** Has the CDK CLI make a project, and puts the clusters into it. */
export async function cdkInitProject(stage: Stage): Promise<CdkInitProject> {
  const folder = join(stage.folder, 'clusters');
  mkdirSync(folder);
  const cdk = join(dirname(createRequire(import.meta.url).resolve('aws-cdk/package.json')), 'bin', 'cdk');
  await runProcess({
    command: [process.execPath, cdk, 'init', 'app', '--language', 'typescript', '--generate-only'],
    cwd: folder,
    environment: { CDK_DISABLE_CLI_TELEMETRY: 'true' },
    signal: stage.signal,
  });
  for (const [name, source] of Object.entries(installed)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(stage.root, 'node_modules', source), link, 'dir');
  }
  cpSync(join(import.meta.dirname, 'blueprints-app.ts'), join(folder, 'bin', 'clusters.ts'));
  const { app, context } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8')) as {
    readonly app: string;
    readonly context: object;
  };
  const [npx, program, ...args] = app.split(' ');
  if (npx !== 'npx' || program !== 'ts-node') throw new Error(`cdk init runs its app in another way: ${app}`);
  return {
    folder,
    app: [join(folder, 'node_modules', 'ts-node', 'dist', 'bin.js'), ...args],
    context: JSON.stringify({ ...context, ...zones }),
  };
}
