import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RehearsalFolder } from './rehearsal-folder.ts';

const tideway = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'tideway.mjs');

/** `tideway rehearse` as a process of its own. */
export interface RunningRehearsal {
  readonly child: ChildProcess;
  /** What it has said so far, of both streams. */
  readonly said: () => string;
  /** How it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts a rehearsal of some scenarios in a folder; it is ended with the test at the latest. */
export function startRehearsal({ root }: RehearsalFolder, scenarios: readonly string[]): RunningRehearsal {
  const child = spawn(process.execPath, [tideway, 'rehearse', '--only', ...scenarios], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (data: string) => (text += data));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
  }));
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  });
  return { child, said: () => text, ended };
}
