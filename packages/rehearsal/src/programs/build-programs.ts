import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildProgram } from './build-program.ts';
import { catalogue } from './catalogue.ts';
import { findGo, type GoToolchain } from './go-toolchain.ts';
import type { ProgramName } from './program.ts';
import { programKey } from './program-key.ts';

/** Where programs are built from and kept. */
export interface BuildProgramsOptions {
  /** Folder with a folder per family, each with `go.mod` and `go.sum`: `tools/go`. */
  readonly modules: string;
  /** Folder that keeps what was built: `.tideway/programs`. */
  readonly cache: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Hears of every program that has to be built, before and after. */
  readonly onProgress?: (step: BuildStep) => void;
  readonly signal?: AbortSignal | undefined;
}

/** One program of a build. */
export interface BuildStep {
  readonly name: ProgramName;
  /** From 1. */
  readonly number: number;
  /** How many have to be built. */
  readonly of: number;
  /** Milliseconds; undefined while it is being built. */
  readonly duration?: number;
}

/** All programs, ready to be run. */
export interface Programs {
  readonly go: GoToolchain;
  /** Absolute path of each. */
  readonly path: Readonly<Record<ProgramName, string>>;
  /** Those that were built now rather than found. */
  readonly built: readonly ProgramName[];
}

/**
 * Builds the programs that are not there yet for these modules, flags and this Go, one after the other: each build
 * keeps all processors busy by itself.
 *
 * @throws RehearsalError `go-missing`, `program-not-built`
 */
export async function buildPrograms(options: BuildProgramsOptions): Promise<Programs> {
  const { modules, cache, signal } = options;
  const go = await findGo(options.environment);
  await mkdir(cache, { recursive: true });
  const all = await Promise.all(
    catalogue.map(async (program) => {
      const key = await programKey({ program, go, modules });
      return { program, folder: join(cache, `${program.name}@${key}`) };
    }),
  );
  const missing = all.filter(({ program, folder }) => !existsSync(join(folder, program.name)));
  for (const [index, { program, folder }] of missing.entries()) {
    const step = { name: program.name, number: index + 1, of: missing.length };
    const start = performance.now();
    options.onProgress?.(step);
    await buildProgram({ program, go, modules, folder, signal });
    options.onProgress?.({ ...step, duration: performance.now() - start });
  }
  const path = Object.fromEntries(
    all.map(({ program, folder }) => [program.name, join(folder, program.name)]),
  ) as Record<ProgramName, string>;
  return { go, path, built: missing.map(({ program }) => program.name) };
}
