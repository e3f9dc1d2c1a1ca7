import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { besideTheService } from './processors.ts';

/** Back ends of the shop, in memory, as a process of their own. */
export interface BackEnds {
  /** Where they are, by the variables that a front-end reads. */
  readonly environment: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the back ends. @throws Error when they do not start */
export async function startBackEnds(signal: AbortSignal): Promise<BackEnds> {
  signal.throwIfAborted();
  const [program, ...words] = besideTheService([
    process.execPath,
    join(import.meta.dirname, 'back-ends-program.ts'),
  ]);
  const child = spawn(program, words, {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  signal.addEventListener('abort', () => void child.kill('SIGKILL'), { once: true });
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line').then(([text]) => String(text)),
    ended.then(() => {
      throw new Error('The back ends ended at their start.');
    }),
  ]);
  return {
    environment: JSON.parse(line) as Readonly<Record<string, string>>,
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
