import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastGreen, recordGreen } from './last-green.ts';

/** What is to be run. */
export interface AffectedOptions {
  /** The workspace. */
  readonly cwd: string;
  readonly targets: readonly string[];
  /** The last green commit, where it is kept elsewhere. @default the branch `tideway/green` of origin */
  readonly base?: string | undefined;
  /** Whether the current commit becomes the last green one when all is well. */
  readonly record: boolean;
  /** Whether the tasks are printed instead of run. */
  readonly dryRun: boolean;
}

/** Variables that would let Nx share results with other machines: CVE-2025-36852. */
const remoteCaches = /^NX_(CLOUD_|SELF_HOSTED_REMOTE_CACHE_)/;

/** Runs targets of what changed since the last green commit, or of everything. @returns the exit code */
export async function runAffected(options: AffectedOptions): Promise<number> {
  const { cwd, targets, dryRun, record } = options;
  const base = await lastGreen(cwd, options.base);
  say(
    'commit' in base
      ? `What changed since ${base.commit.slice(0, 12)}:`
      : `Everything, because ${base.missing}.`,
  );
  const selection =
    'commit' in base
      ? ['affected', '-t', ...targets, `--base=${base.commit}`, '--head=HEAD']
      : ['run-many', '-t', ...targets];
  if (dryRun) return printTasks(cwd, selection);
  const code = await nx(cwd, selection, 'inherit');
  if (code !== 0) return 1;
  if (record) say(await recordGreen(cwd));
  return 0;
}

async function printTasks(cwd: string, selection: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tideway-affected-'));
  try {
    const file = join(folder, 'graph.json');
    const code = await nx(cwd, [...selection, `--graph=${file}`], 'ignore');
    if (code !== 0) return 1;
    const { tasks } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly tasks: { readonly tasks: Readonly<Record<string, unknown>> };
    };
    for (const task of Object.keys(tasks.tasks).sort()) process.stdout.write(`${task}\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function nx(cwd: string, args: readonly string[], stdout: 'inherit' | 'ignore'): Promise<number> {
  const program = createRequire(join(cwd, 'package.json')).resolve('nx/bin/nx.js');
  const kept = Object.entries(process.env).filter(([name]) => !remoteCaches.test(name));
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    stdio: ['ignore', stdout, 'inherit'],
    env: {
      ...Object.fromEntries(kept),
      NX_DAEMON: 'false',
      NX_ISOLATE_PLUGINS: 'false',
      NX_NO_CLOUD: 'true',
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
