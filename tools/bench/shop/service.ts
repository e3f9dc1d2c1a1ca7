import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { giveOwnProcessor } from './processors.ts';

/** A program that answers over HTTP. */
export interface ServiceOptions {
  /** Arguments of Node.js. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Port that it is told by `PORT`. */
  readonly port: number;
  /** Path that answers with 200 once it may be asked. */
  readonly ready: string;
  /** Folder for what it writes. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** A service that runs. */
export interface Service {
  readonly origin: string;
  /** Milliseconds from its start until it was ready. */
  readonly startup: number;
  /** Most resident memory so far, in bytes; undefined on a system without `/proc`. */
  peakMemory(): number | undefined;
  /** What it wrote. */
  written(): string;
  stop(): Promise<void>;
}

/** Starts a service and waits until it is ready. @throws Error with what it wrote, when it ends or takes 20 seconds */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { args, cwd, environment, port, ready, folder, signal } = options;
  signal.throwIfAborted();
  // A file, as the machine of a cluster has one: a pipe would be read by this process, which has a load to make.
  const log = join(folder, `service-${port}.log`);
  const file = openSync(log, 'w');
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'], PORT: String(port), ...environment },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  signal.addEventListener('abort', () => void child.kill('SIGKILL'), { once: true });
  const written = (): string => readFileSync(log, 'utf8');
  const origin = `http://127.0.0.1:${port}`;
  while (!(await answers(`${origin}${ready}`))) {
    if (hasEnded(child) || performance.now() - start > 20_000) {
      await stop();
      throw new Error(`${args.join(' ')} does not answer. It wrote:\n${written().slice(-4_000)}`);
    }
    await sleep(2);
  }
  const startup = performance.now() - start;
  giveOwnProcessor(child.pid);
  return {
    origin,
    startup,
    peakMemory: () => peakOf(child.pid),
    written,
    stop,
  };
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url);
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function peakOf(pid: number | undefined): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024;
  } catch {
    return undefined;
  }
}
