import { execFile } from 'node:child_process';

/** A finished child process. */
export interface ProgramResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Why the program did not end with exit code 0; undefined when it did. */
  readonly failure?: string;
}

/** What to run, and for how long. */
export interface RunProgramOptions {
  /** Absolute path. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** Milliseconds after which the program is killed. */
  readonly timeLimit: number;
}

/**
 * A closed proxy and an empty PATH: kustomize would otherwise fetch what looks like an address to it,
 * by HTTP or by calling git. Nothing of our own environment, which may hold credentials, is passed on.
 */
const environment = {
  PATH: '/nonexistent',
  HOME: '/nonexistent',
  HTTP_PROXY: 'http://127.0.0.1:1',
  HTTPS_PROXY: 'http://127.0.0.1:1',
};

/** Runs one program without a shell, with closed stdin, no credentials, no network, and a time limit. Never throws. */
export function runProgram(options: RunProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = execFile(
      options.program,
      options.arguments,
      {
        encoding: 'utf8',
        env: environment,
        killSignal: 'SIGKILL',
        maxBuffer: 512 * 1024 * 1024,
        timeout: options.timeLimit,
      },
      (error, stdout, stderr) => {
        if (error === null) resolve({ stdout, stderr });
        else resolve({ stdout, stderr, failure: failureOf(error, options.timeLimit) });
      },
    );
    child.stdin?.end();
  });
}

function failureOf(
  error: Error & { code?: string | number | null; killed?: boolean; signal?: string | null },
  timeLimit: number,
): string {
  if (typeof error.code === 'string') return `could not run (${error.code})`;
  if (error.killed === true) return `took longer than ${timeLimit / 1000} s and was stopped`;
  if (typeof error.signal === 'string') return `was ended by ${error.signal}`;
  return `ended with exit code ${String(error.code)}`;
}
