import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newPlatformScript } from '../../system/new-platform-script.ts';
import type { RunResult } from '../measure/interleave.ts';
import { runProcess } from '../measure/run-process.ts';
import type { Stage } from '../measure/stage.ts';

/** Folders in which projen has nothing to do. */
export interface TemplatePlaces {
  /** A repository that our template made. */
  readonly ours: string;
  /** A project of projen's own simplest type, with a `.projenrc.json`. */
  readonly floor: string;
}

/** Makes them, with the installed projen and this repository's template. */
export async function templatePlaces(stage: Stage): Promise<TemplatePlaces> {
  const compile = ['npm', 'run', '--silent', 'compile', '--workspace', 'packages/projen'] as const;
  await runProcess({ command: [...compile], cwd: stage.root, signal: stage.signal });
  const ours = place(stage, 'ours');
  await makeFiles(stage, ours);
  const floor = place(stage, 'floor');
  writeFileSync(join(floor, '.projenrc.json'), JSON.stringify({ type: 'projen.Project', name: 'floor' }));
  await evaluate(
    stage,
    floor,
    `const { Project } = require('projen'); new Project({ name: 'floor', projenrcJson: true }).synth();`,
  );
  return { ours, floor };
}

/** Makes all files of a new repository in a new folder, without installing anything. @returns How that went */
export async function makeNewFiles(stage: Stage, name: string): Promise<RunResult> {
  return makeFiles(stage, place(stage, name));
}

async function makeFiles(stage: Stage, cwd: string): Promise<RunResult> {
  return evaluate(stage, cwd, newPlatformScript);
}

async function evaluate(stage: Stage, cwd: string, script: string): Promise<RunResult> {
  const { result } = await runProcess({
    command: [process.execPath, '--eval', script],
    cwd,
    environment: { PROJEN_DISABLE_POST: 'true' },
    signal: stage.signal,
  });
  return result;
}

/** A folder with the installed projen, and nothing that looks as if an install were due. */
function place(stage: Stage, name: string): string {
  const folder = join(stage.folder, name);
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@tideway'), { recursive: true });
  mkdirSync(join(modules, '.bin'));
  for (const one of ['projen', 'constructs', '@tideway/projen']) {
    symlinkSync(join(stage.root, 'node_modules', one), join(modules, one), 'dir');
  }
  symlinkSync('../projen/bin/projen', join(modules, '.bin', 'projen'));
  writeFileSync(join(modules, '.package-lock.json'), '{}');
  return folder;
}
