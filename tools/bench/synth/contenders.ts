import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender } from '../measure/interleave.ts';
import { type ProcessResult, runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import type { CdkInitProject } from './cdk-init-project.ts';

/** Names of who synthesizes the same clusters. */
export const synthesizers = {
  tideway: 'Tideway, infra.ts',
  typeChecked: 'EKS Blueprints by hand, as cdk init runs them',
  unchecked: 'the same without type check',
} as const;

/** Everyone who takes part for a number of clusters. */
export function synthContenders(
  stage: Stage,
  project: CdkInitProject,
  clusters: number,
): readonly Contender[] {
  const contender = (
    name: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): Contender => {
    const outdir = join(stage.folder, 'cdk.out');
    const run = (weigh: boolean): Promise<ProcessResult> => {
      rmSync(outdir, { recursive: true, force: true });
      return runProcess({
        command: [process.execPath, ...args],
        cwd: project.folder,
        environment: {
          CLUSTERS: String(clusters),
          CDK_OUTDIR: outdir,
          // Nobody asks the network who they are.
          AWS_EC2_METADATA_DISABLED: 'true',
          ...environment,
        },
        limit: 180_000,
        signal: stage.signal,
        weigh,
      });
    };
    return {
      name,
      run: async () => (await run(false)).result,
      weigh: async () => (await run(true)).memory,
    };
  };
  const ours = ['--conditions=@tideway/source', join(import.meta.dirname, 'tideway-app.ts')];
  const context = { CDK_CONTEXT_JSON: project.context };
  return [
    // As the target platform:synth has it.
    contender(synthesizers.tideway, ours, { NODE_COMPILE_CACHE: join(stage.folder, 'compiled') }),
    contender(synthesizers.typeChecked, project.app, context),
    contender(synthesizers.unchecked, project.app, { ...context, TS_NODE_TRANSPILE_ONLY: 'true' }),
  ];
}
