import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { builtShop } from './built-shop.ts';
import { freePort } from './free-port.ts';

/** The shop as a process of its own, as its image runs it. */
export interface RunningShop {
  readonly origin: string;
  /** The last of what it wrote to its log. */
  written(): string;
  stop(): Promise<void>;
}

/**
 * Starts the shop without any back end's address, so that it brings its own stand-ins.
 * `env` holds further variables.
 * @throws Error with what it wrote, when it does not answer
 */
export async function runShop(env: Readonly<Record<string, string>> = {}): Promise<RunningShop> {
  const port = await freePort();
  const { folder, args } = builtShop();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (written = `${written}${chunk.toString()}`.slice(-10_000)));
  }
  const origin = `http://127.0.0.1:${String(port)}`;
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await ended;
  };
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const ready = await fetch(`${origin}/healthz`).catch(() => undefined);
    if (ready?.ok === true) return { origin, written: () => written, stop };
    await wait(50);
  }
  if (child.exitCode === null) await stop();
  throw new Error(`The shop does not answer on ${origin}. It wrote:\n${written}`);
}
