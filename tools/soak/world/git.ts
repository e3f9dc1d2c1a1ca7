import { devNull } from 'node:os';
import { runProgram, type ProgramResult } from './run-program.ts';

/** One run of git. */
export interface GitOptions {
  readonly cwd: string;
  readonly arguments: readonly string[];
  /** Variables on top of a clean environment. @default none */
  readonly environment?: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Git without the machine's and the user's configuration. */
export function git(options: GitOptions): Promise<ProgramResult> {
  return runProgram({
    program: 'git',
    arguments: options.arguments,
    cwd: options.cwd,
    environment: {
      PATH: process.env['PATH'] ?? '',
      HOME: '/nonexistent',
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      LC_ALL: 'C',
      ...options.environment,
    },
    ...(options.input !== undefined && { input: options.input }),
  });
}

/**
 * Git that must succeed.
 *
 * @returns what it printed, trimmed
 * @throws {Error} with git's words
 */
export async function gitText(options: GitOptions): Promise<string> {
  const { code, stdout, stderr } = await git(options);
  if (code !== 0) throw new Error(`git ${options.arguments.join(' ')} in ${options.cwd}: ${stderr}`);
  return stdout.toString().trim();
}
