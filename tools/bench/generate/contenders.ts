import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Contender, RunResult } from '../measure/interleave.ts';
import { type ProcessResult, runProcess } from '../measure/run-process.ts';
import type { Place } from '../measure/place.ts';
import type { Stage } from '../measure/stage.ts';
import type { BenchmarkPlatform } from './platforms.ts';

/** Names of who makes the same files of the same objects. */
export const generators = {
  tideway: 'tideway generate',
  fromSources: 'the same from sources',
  unchanged: 'tideway generate, nothing changed',
  cdk8s: 'cdk8s synth, a file per service',
  cdk8sOneFile: 'cdk8s synth, one file for all',
  jsYaml: 'floor: js-yaml',
  yaml: 'floor: yaml',
} as const;

/** What the contenders of one platform work with. */
export interface GenerateWork {
  readonly stage: Stage;
  readonly places: GeneratePlaces;
  readonly platform: BenchmarkPlatform;
  /** JSON file of the objects that the model gives. */
  readonly objects: string;
  /** Folder for what they write. */
  readonly out: string;
}

/** Where `tideway` works: as npm installs it, and from the sources of this repository. */
export interface GeneratePlaces {
  readonly release: Place;
  readonly sources: Place;
}

type Run = (weigh: boolean) => Promise<ProcessResult>;

/** Everyone who takes part. */
export function generateContenders(work: GenerateWork): readonly Contender[] {
  const { stage, platform, places, out } = work;
  const { tideway, fromSources, unchanged, cdk8s, cdk8sOneFile, jsYaml, yaml } = generators;
  const twice = join(out, 'unchanged');
  return [
    contender(
      tideway,
      emptied(join(out, 'tideway'), (folder) =>
        runTideway({ stage, place: places.release, platform, folder }),
      ),
    ),
    contender(
      fromSources,
      emptied(join(out, 'sources'), (folder) =>
        runTideway({ stage, place: places.sources, platform, folder }),
      ),
    ),
    contender(unchanged, runTideway({ stage, place: places.release, platform, folder: twice })),
    contender(cdk8s, runCdk8s(work, 'file-per-service')),
    contender(cdk8sOneFile, runCdk8s(work, 'one-file')),
    contender(jsYaml, runFloor(work, 'js-yaml')),
    contender(yaml, runFloor(work, 'yaml')),
  ];
}

/** `tideway generate` of a model into a folder. */
export function runTideway(options: {
  readonly stage: Stage;
  readonly place: Place;
  readonly platform: BenchmarkPlatform;
  readonly folder: string;
}): Run {
  const { stage, place, platform, folder } = options;
  return (weigh) =>
    runProcess({
      command: [process.execPath, place.tideway, 'generate', '--platform', platform.file, '--out', folder],
      cwd: place.workspace,
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
