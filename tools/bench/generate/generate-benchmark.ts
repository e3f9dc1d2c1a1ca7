import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { interleave } from '../measure/interleave.ts';
import type { Comparison } from '../measure/measurement.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';
import { generateContenders, runTideway } from './contenders.ts';
import { type BenchmarkPlatform, platforms } from './platforms.ts';

/** The comparison of one platform, and how big it is. */
export interface GenerateResult {
  readonly platform: BenchmarkPlatform['id'];
  readonly files: number;
  readonly objects: number;
  readonly comparison: Comparison;
}

/** Measures the whole command on every platform, beside cdk8s and beside nothing but serialising and writing. */
export async function benchmarkGenerate(stage: Stage): Promise<readonly GenerateResult[]> {
  const results: GenerateResult[] = [];
  for (const platform of platforms) results.push(await benchmarkPlatform(stage, platform));
  return results;
}

async function benchmarkPlatform(stage: Stage, platform: BenchmarkPlatform): Promise<GenerateResult> {
  const out = join(stage.folder, platform.id);
  const objects = join(out, 'objects.json');
  mkdirSync(out);
  stage.say(`${platform.title}: making the objects`);
  const { files, objects: count } = await makeObjects(stage, platform, out, objects);
  const comparison = await interleave({
    id: `generate/${platform.id}`,
    title: `${platform.title} (${count} objects in ${files} files)`,
    contenders: generateContenders({ stage, model: platform.file, objects, out }),
    runs: stage.runs,
    say: stage.say,
  });
  rmSync(out, { recursive: true });
  return { platform: platform.id, files, objects: count, comparison };
}

async function makeObjects(
  stage: Stage,
  platform: BenchmarkPlatform,
  out: string,
  to: string,
): Promise<{ readonly files: number; readonly objects: number }> {
  // The same folder that "nothing changed" starts from.
  const folder = join(out, 'unchanged');
  await runTideway({ stage, model: platform.file, folder })(false);
  const reader = join(import.meta.dirname, 'read-objects.mjs');
  const { stdout } = await runProcess({
    command: [process.execPath, reader, folder, to],
    cwd: stage.folder,
    signal: stage.signal,
  });
  return JSON.parse(stdout) as { readonly files: number; readonly objects: number };
}
