import { spawnSync } from 'node:child_process';
import { devNull } from 'node:os';
import { codeCommitPassword, type CodeCommitPassword } from '@tideway/delivery';
import type { Job } from './job.ts';

const helper =
  '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$BENCH_USERNAME" "$BENCH_PASSWORD"; }; f';

/**
 * Environment in which plain git reaches the remote. The password is made beforehand: the AWS CLI's helper, which
 * everybody else uses, would take half a second for each.
 */
export async function gitEnvironment(job: Job): Promise<Readonly<Record<string, string>>> {
  const { username, password } = await passwordFor(job);
  return {
    ...job.environment,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'credential.helper',
    GIT_CONFIG_VALUE_0: helper,
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'Benchmark',
    GIT_AUTHOR_EMAIL: 'benchmark@localhost',
    GIT_COMMITTER_NAME: 'Benchmark',
    GIT_COMMITTER_EMAIL: 'benchmark@localhost',
    BENCH_USERNAME: username,
    BENCH_PASSWORD: password,
  };
}

/** User and password of a job's repository; empty where none are asked for. */
export async function passwordFor({ url, credentials }: Job): Promise<CodeCommitPassword> {
  return credentials === undefined
    ? { username: '', password: '' }
    : codeCommitPassword({ url, credentials });
}

/**
 * Runs a program to its end.
 * @returns Its exit code, one of `codes`
 * @throws {Error} when it exits with another one
 */
export function runProgram(options: {
  readonly command: readonly [program: string, ...args: string[]];
  readonly environment: Readonly<Record<string, string>>;
  /** Open file that it reads. @default nothing */
  readonly input?: number;
  /** @default 0 */
  readonly codes?: readonly number[];
}): number {
  const { command, environment, input, codes = [0] } = options;
  const [program, ...args] = command;
  const { status, stderr, error } = spawnSync(program, args, {
    env: { ...process.env, ...environment },
    stdio: [input ?? 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (error !== undefined) throw error;
  if (status !== null && codes.includes(status)) return status;
  throw new Error(`${command.join(' ')} exited with ${status}:\n${stderr.slice(-2_000)}`);
}
