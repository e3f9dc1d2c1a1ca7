import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleave } from '../measure/interleave.ts';
import type { Comparison } from '../measure/measurement.ts';
import { type Place, releasePlace, sourcesPlace } from '../measure/place.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import { generateContenders, type GeneratePlaces, runTideway } from './contenders.ts';
import { type BenchmarkPlatform, fleetFolder, platforms } from './platforms.ts';

/** The comparison of one platform, and how big it is. */
export interface GenerateResult {
  readonly platform: BenchmarkPlatform['id'];
  readonly files: number;
  readonly objects: number;
  readonly comparison: Comparison;
}

/** Measures the whole command on every platform, beside cdk8s and beside nothing but serialising and writing. */
export async function benchmarkGenerate(stage: Stage): Promise<readonly GenerateResult[]> {
  stage.say('Building and installing the release');
  const places = { release: await releasePlace(stage), sources: sourcesPlace(stage) };
  for (const { workspace } of Object.values(places)) {
    cpSync(join(stage.root, fleetFolder), join(workspace, fleetFolder), { recursive: true });
  }
  const results: GenerateResult[] = [];
  for (const platform of platforms) results.push(await benchmarkPlatform(stage, places, platform));
  return results;
}

async function benchmarkPlatform(
  stage: Stage,
  places: GeneratePlaces,
  platform: BenchmarkPlatform,
): Promise<GenerateResult> {
  const out = join(stage.folder, platform.id);
  const objects = join(out, 'objects.json');
  mkdirSync(out);
  stage.say(`${platform.title}: making the objects`);
  const { files, objects: count } = await makeObjects({
    stage,
    place: places.release,
    platform,
    out,
    to: objects,
  });
  const comparison = await interleave({
    id: `generate/${platform.id}`,
    title: `${platform.title} (${count} objects in ${files} files)`,
    contenders: generateContenders({ stage, places, platform, objects, out }),
    runs: stage.runs,
    say: stage.say,
  });
  rmSync(out, { recursive: true });
  return { platform: platform.id, files, objects: count, comparison };
}

async function makeObjects(options: {
  readonly stage: Stage;
  readonly place: Place;
  readonly platform: BenchmarkPlatform;
  readonly out: string;
  readonly to: string;
}): Promise<{ readonly files: number; readonly objects: number }> {
  const { stage, place, platform, out, to } = options;
  // The same folder that "nothing changed" starts from.
  const folder = join(out, 'unchanged');
  await runTideway({ stage, place, platform, folder })(false);
  const reader = join(import.meta.dirname, 'read-objects.mjs');
  const { stdout } = await runProcess({
    command: [process.execPath, reader, folder, to],
    cwd: stage.folder,
    signal: stage.signal,
  });
  return JSON.parse(stdout) as { readonly files: number; readonly objects: number };
}
