import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { watch } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '@tideway/delivery';
import { runProgram } from '../world/run-program.ts';
import { tideway, type Workspace } from './workspace.ts';

/** A finished `tideway sync`. */
export interface SyncResult {
  readonly exitCode: number | null;
  /** By repository; one that failed has no other fields than these of its error. */
  readonly deliveries: ReadonlyMap<string, Delivery | FailedDelivery>;
  /** Milliseconds. */
  readonly duration: number;
  readonly output: string;
}

/** A delivery that could not be made. */
export interface FailedDelivery {
  readonly repository: string;
  readonly outcome: 'failed';
  readonly code: string;
  readonly message: string;
}

/** Runs `tideway sync` to its end. */
export async function runSync(workspace: Workspace, repositories: readonly string[]): Promise<SyncResult> {
  const started = performance.now();
  const { code, stdout, stderr } = await runProgram({
    program: process.execPath,
    arguments: [tideway, 'sync', ...repositories, '--json'],
    cwd: workspace.folder,
    environment: environment(),
    timeLimit: 120_000,
  });
  const output = stdout.toString() + stderr;
  const deliveries = new Map(parsed(stdout.toString()).map((delivery) => [delivery.repository, delivery]));
  return { exitCode: code, deliveries, duration: performance.now() - started, output };
}

/** When and how to kill a sync. */
export interface KillOptions {
  readonly workspace: Workspace;
  readonly repositories: readonly string[];
  /** Wait until it works on a repository, as its lock shows. @default from the start of the process */
  readonly after?: string;
  /** Milliseconds from then on. */
  readonly delay: number;
  /** Whether its git dies with it, as at a power cut, or goes on alone, as when the kernel needs memory. */
  readonly alone: boolean;
}

/**
 * Starts `tideway sync` and ends it by SIGKILL; returns when nothing of it runs any more.
 *
 * @returns whether it was killed; false when it was done before
 */
export async function killSync(options: KillOptions): Promise<boolean> {
  const { workspace, repositories, after, delay, alone } = options;
  const locks = join(workspace.stateDirectory, 'locks', 'local');
  const child = spawn(process.execPath, [tideway, 'sync', ...repositories, '--json'], {
    cwd: workspace.folder,
    env: environment(),
    stdio: 'ignore',
    detached: true,
  });
  const { pid } = child;
  // To kill the group of no process would be to kill our own.
  if (pid === undefined) throw new Error(`${tideway} could not be started.`);
  const ended = new Promise<boolean>((resolve) => {
    child.once('close', (_code, signal) => resolve(signal === 'SIGKILL'));
  });
  const timeLimit = setTimeout(() => end(-pid), 120_000);
  const waiting = new AbortController();
  void ended.then(() => waiting.abort());
  if (after !== undefined) await appears(locks, `${after}.lock`, waiting.signal);
  await Promise.race([ended, sleep(delay)]);
  if (child.exitCode === null) end(alone ? pid : -pid);
  const killed = await ended;
  clearTimeout(timeLimit);
  while (groupRuns(pid)) await sleep(5);
  return killed;
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

function groupRuns(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function appears(folder: string, name: string, signal: AbortSignal): Promise<void> {
  if (!existsSync(folder)) return;
  try {
    for await (const { filename } of watch(folder, { signal })) if (filename === name) return;
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function environment(): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  return { PATH, HOME, NO_COLOR: '1', ...(TMPDIR !== undefined && { TMPDIR }) };
}

function parsed(stdout: string): readonly (Delivery | FailedDelivery)[] {
  try {
    return (
      (JSON.parse(stdout) as { readonly repositories?: readonly (Delivery | FailedDelivery)[] })
        .repositories ?? []
    );
  } catch {
    return [];
  }
}
