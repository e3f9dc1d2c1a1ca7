import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RehearsalError } from '../rehearsal-error.ts';
import { completeModule } from './complete-module.ts';
import type { GoToolchain } from './go-toolchain.ts';
import type { Program } from './program.ts';
import { buildFlags } from './program-key.ts';
import { runGo, type GoResult } from './run-go.ts';

/** Where a program is built, and to which file. */
export interface BuildOptions {
  readonly program: Program;
  readonly go: GoToolchain;
  readonly modules: string;
  /** Folder of this program and key; it is there only when the build succeeded. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds one program beside its place and renames it there.
 *
 * @throws RehearsalError `program-not-built` with the last lines that Go wrote
 */
export async function buildProgram(options: BuildOptions): Promise<void> {
  const { program, go, modules, folder, signal } = options;
  const beside = `${folder}.${process.pid}.tmp`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside, { recursive: true });
  const { family, embeds } = program;
  const completed = join(beside, 'source');
  try {
    if (embeds) await completeModule({ ...embeds, go, modules, family, folder: completed });
    const built = await runGo({
      go,
      directory: embeds ? completed : join(modules, family),
      arguments: ['build', ...buildFlags(program), '-o', join(beside, program.name), program.package],
      signal,
    });
    if (!built.ok) throw notBuilt(program, built);
    await rm(completed, { recursive: true, force: true });
    await rename(beside, folder);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  await removeOlder(folder, program);
}

/** A program is rebuilt when its key changes; nobody needs the one before. */
async function removeOlder(folder: string, { name }: Program): Promise<void> {
  const parent = dirname(folder);
  const current = folder.slice(parent.length + 1);
  const older = (await readdir(parent)).filter(
    (entry) => entry !== current && entry.startsWith(`${name}@`) && !entry.endsWith('.tmp'),
  );
  await Promise.all(older.map((entry) => rm(join(parent, entry), { recursive: true, force: true })));
}

function notBuilt(program: Program, { stderr }: GoResult): RehearsalError {
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('go: downloading'));
  return new RehearsalError(
    'program-not-built',
    `${program.name} (${program.package}, tools/go/${program.family}) could not be built:\n${lines.slice(-15).join('\n')}`,
  );
}
