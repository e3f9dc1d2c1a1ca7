import { spawn } from 'node:child_process';

/** One run of a program in a test. */
export interface Run {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly cwd?: string;
  /** The whole environment of the program. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: string;
  /** @default 60_000 */
  readonly timeLimitMs?: number;
}

/** How a program ended. */
export interface RunResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; a failure is an answer too. */
export function run(options: Run): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.program, options.arguments, {
      ...(options.cwd && { cwd: options.cwd }),
      env: options.environment,
      timeout: options.timeLimitMs ?? 60_000,
      killSignal: 'SIGKILL',
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
