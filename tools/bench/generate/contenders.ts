import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contender, RunResult } from '../measure/interleave.ts';
import { type ProcessResult, runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';

/** Names of who makes the same files of the same objects. */
export const generators = {
  tideway: 'tideway generate',
  unchanged: 'tideway generate, nothing changed',
  cdk8s: 'cdk8s synth, a file per service',
  cdk8sOneFile: 'cdk8s synth, one file for all',
  jsYaml: 'floor: js-yaml',
  yaml: 'floor: yaml',
} as const;

/** What the contenders of one platform work with. */
export interface GenerateWork {
  readonly stage: Stage;
  /** The model, relative to the repository's root. */
  readonly model: string;
  /** JSON file of the objects that the model gives. */
  readonly objects: string;
  /** Folder for what they write. */
  readonly out: string;
}

type Run = (weigh: boolean) => Promise<ProcessResult>;

/** Everyone who takes part. */
export function generateContenders(work: GenerateWork): readonly Contender[] {
  const { stage, model, out } = work;
  const { tideway, unchanged, cdk8s, cdk8sOneFile, jsYaml, yaml } = generators;
  const twice = join(out, 'unchanged');
  return [
    contender(
      tideway,
      emptied(join(out, 'tideway'), (folder) => runTideway({ stage, model, folder })),
    ),
    contender(unchanged, (weigh) => runTideway({ stage, model, folder: twice })(weigh)),
    contender(cdk8s, runCdk8s(work, 'file-per-service')),
    contender(cdk8sOneFile, runCdk8s(work, 'one-file')),
    contender(jsYaml, runFloor(work, 'js-yaml')),
    contender(yaml, runFloor(work, 'yaml')),
  ];
}

/** `tideway generate` of a model into a folder. */
export function runTideway(options: {
  readonly stage: Stage;
  readonly model: string;
  readonly folder: string;
}): Run {
  const { stage, model, folder } = options;
  const cli = join(stage.root, 'packages/cli/bin/tideway.mjs');
  return (weigh) =>
    runProcess({
      command: [process.execPath, cli, 'generate', '--platform', model, '--out', folder],
      cwd: stage.root,
      signal: stage.signal,
      weigh,
    });
}

function runCdk8s({ stage, objects, out }: GenerateWork, layout: string): Run {
  const cli = join(dirname(createRequire(import.meta.url).resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');
  const app = join(import.meta.dirname, 'cdk8s-app.mjs');
  return emptied(
    join(out, `cdk8s-${layout}`),
    (folder) => (weigh) =>
      runProcess({
        // Without its question to the npm registry, which is no part of the work.
        command: [
          process.execPath,
          cli,
          'synth',
          '--no-check-upgrade',
          '--app',
          'exec "$NODE" "$APP"',
          '-o',
          folder,
        ],
        cwd: stage.folder,
        environment: { NODE: process.execPath, APP: app, OBJECTS: objects, LAYOUT: layout },
        signal: stage.signal,
        weigh,
      }),
  );
}

function runFloor({ stage, objects, out }: GenerateWork, emitter: string): Run {
  const script = join(import.meta.dirname, 'write-yaml.mjs');
  return emptied(join(out, emitter), (folder) => async (weigh) => {
    const run = await runProcess({
      command: [process.execPath, script, emitter, objects, folder],
      cwd: stage.folder,
      signal: stage.signal,
      weigh,
    });
    if ('cutAt' in run.result) return run;
    // Objects come from a model, not from JSON: reading them is not part of the floor.
    return { ...run, result: { milliseconds: run.result.milliseconds - Number(run.stdout) } };
  });
}

function emptied(folder: string, run: (folder: string) => Run): Run {
  return (weigh) => {
    rmSync(folder, { recursive: true, force: true });
    return run(folder)(weigh);
  };
}

function contender(name: string, run: Run): Contender {
  return {
    name,
    run: async (): Promise<RunResult> => (await run(false)).result,
    weigh: async () => (await run(true)).memory,
  };
}
