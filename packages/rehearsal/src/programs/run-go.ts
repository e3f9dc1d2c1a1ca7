import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { GoToolchain } from './go-toolchain.ts';

/** One call of the `go` command. */
export interface GoCall {
  readonly go: GoToolchain;
  /** Folder with the `go.mod`. */
  readonly directory: string;
  readonly arguments: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds. @default 30 minutes, for a cold build on a small machine */
  readonly timeLimit?: number;
  readonly signal?: AbortSignal | undefined;
}

/** How a call ended. */
export interface GoResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `go` command; it never throws for what Go itself says. */
export async function runGo(call: GoCall): Promise<GoResult> {
  const { go, directory, signal, timeLimit = 30 * 60_000 } = call;
  const child = spawn(go.program, call.arguments, {
    cwd: directory,
    env: { ...go.environment, ...call.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeLimit,
    ...(signal && { signal }),
  });
  const ended = new Promise<number | undefined>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? undefined));
  });
  const [stdout, said, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const stderr =
    code === undefined && signal?.aborted !== true
      ? `${said}It was ended after ${Math.round(timeLimit / 60_000)} minutes. Run this again: what Go has compiled stays in its cache.`
      : said;
  return { ok: code === 0, stdout, stderr };
}
