import { spawn } from 'node:child_process';

/** One run of a program. */
export interface ProgramOptions {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  /** The whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** @default nothing: standard input is closed */
  readonly input?: string;
  /** Milliseconds. @default 60000 */
  readonly timeLimit?: number;
}

/** How a program ended. */
export interface ProgramResult {
  /** None when it was ended by a signal. */
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs a program to its end; a failure is a result too. */
export function runProgram(options: ProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.program, options.arguments, {
      cwd: options.cwd,
      env: options.environment,
      timeout: options.timeLimit ?? 60_000,
      killSignal: 'SIGKILL',
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({ code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
  });
}
