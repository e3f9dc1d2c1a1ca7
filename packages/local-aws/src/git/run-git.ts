import { spawn } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';

/** One run of git. */
export interface GitRun {
  /** Bare repository that it works on. */
  readonly directory?: string;
  readonly arguments: readonly string[];
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
  /** Exit codes that are an answer rather than a failure. @default [0] */
  readonly expected?: readonly number[];
  /** @default 60_000 */
  readonly timeLimitMs?: number;
}

/** What a run of git printed, and its exit code. */
export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  /** Standard output as text, without its last line end. */
  readonly text: string;
}

/** A run of git that failed: with a code that was not expected, or because git is missing or took too long. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly code: number | null;
  readonly stderr: string;

  constructor(message: string, details: { readonly code: number | null; readonly stderr: string }) {
    super(message);
    this.code = details.code;
    this.stderr = details.stderr;
  }
}

/**
 * Runs git to its end.
 *
 * @throws GitError when it can't be started, exits with a code that is not expected, or exceeds the time limit.
 */
export function runGit(run: GitRun): Promise<GitResult> {
  const { directory, input = '', expected = [0], timeLimitMs = 60_000 } = run;
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...(directory ? ['--git-dir', directory] : []), ...run.arguments], {
      ...(directory ? { cwd: directory } : {}),
      env: { ...gitEnvironment(), ...run.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: timeLimitMs,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A git that ends before it has read everything is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', (cause) => {
      const said =
        (cause as NodeJS.ErrnoException).code === 'ENOENT'
          ? 'git is not installed, or not on PATH'
          : cause.message;
      reject(new GitError(`git can't be started: ${said}.`, { code: null, stderr: '' }));
    });
    child.on('close', (code, signal) => {
      const said = Buffer.concat(stderr).toString().trim();
      if (code !== null && expected.includes(code)) {
        const bytes = Buffer.concat(stdout);
        resolve({ code, stdout: bytes, text: bytes.toString().replace(/\n$/, '') });
      } else {
        const end = code === null ? `was ended by ${signal ?? 'a signal'}` : `exited with ${code}`;
        reject(new GitError(`git ${run.arguments[0] ?? ''} ${end}: ${said}`, { code, stderr: said }));
      }
    });
  });
}
