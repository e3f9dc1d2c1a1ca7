import { execFile } from 'node:child_process';
import { plainEnvironment } from '../control-plane/cluster-options.ts';

/** A program that somebody runs against a cluster. */
export interface ProgramCall {
  /** Absolute path. */
  readonly program: string;
  readonly args: readonly string[];
  readonly kubeconfig: string;
  /** Home folder of whoever runs it: nothing of the user's own settings is read. */
  readonly home: string;
  /** What it reads. @default nothing */
  readonly input?: string | undefined;
}

/** How a program ended. */
export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, for a minute at most; that it fails is a result as well. */
export function runProgram({ program, args, kubeconfig, home, input }: ProgramCall): Promise<ProgramResult> {
  const env = plainEnvironment({ KUBECONFIG: kubeconfig, HOME: home, NO_COLOR: '1' });
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { env, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, stdout, stderr });
      },
    );
    child.stdin?.end(input);
  });
}
