import { spawn } from 'node:child_process';
import { killGroup, watchMemory } from './process-tree.ts';
import type { RunResult } from './interleave.ts';

/** A program that is measured as a whole, from its start to its end. */
export interface ProcessOptions {
  readonly command: readonly [program: string, ...args: string[]];
  readonly cwd: string;
  /** On top of this process's. @default nothing */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is ended. @default 60,000 */
  readonly limit?: number;
  readonly signal: AbortSignal;
}

/** How a program went. */
export interface ProcessResult {
  readonly result: RunResult;
  readonly stdout: string;
  /** Peak memory in bytes, when it was asked for. */
  readonly memory?: number;
}

/**
 * Runs a program and measures it.
 * @throws {Error} when it fails
 */
export async function runProcess(
  options: ProcessOptions & { readonly weigh?: boolean },
): Promise<ProcessResult> {
  const { command, cwd, environment, limit = 60_000, signal, weigh = false } = options;
  signal.throwIfAborted();
  const [program, ...args] = command;
  const start = performance.now();
  // A group of its own, so that the limit ends its children too.
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const { pid } = child;
  const watch = weigh && pid !== undefined ? watchMemory({ pid, withRoot: true }) : undefined;
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => void err.push(chunk));
  let isCut = false;
  const end = (): void => void (pid !== undefined && killGroup(pid));
  const cut = (): void => {
    isCut = true;
    end();
  };
  const timer = setTimeout(cut, limit);
  signal.addEventListener('abort', end);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const milliseconds = performance.now() - start;
    const memory = watch?.stop();
    signal.throwIfAborted();
    if (isCut) return { result: { cutAt: limit }, stdout: '' };
    if (code !== 0) throw new Error(`${command.join(' ')} exited with ${code}:\n${text(err).slice(-2_000)}`);
    return { result: { milliseconds }, stdout: text(out), ...(memory === undefined ? {} : { memory }) };
  } finally {
    clearTimeout(timer);
    watch?.stop();
    signal.removeEventListener('abort', end);
  }
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString('utf8');
}
