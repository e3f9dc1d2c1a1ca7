import { spawn, type ChildProcess } from 'node:child_process';
import { devNull } from 'node:os';
import { DeliveryError, diskFull } from './error.ts';
import { gitEnvironment } from './git-environment.ts';

/** One run of git. */
export interface GitOptions {
  readonly arguments: readonly string[];
  /** Bare repository to work in. @default none */
  readonly gitDirectory?: string;
  /** Folder to run in. @default the current one */
  readonly folder?: string;
  /** Extra environment, as the remote gives it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What git reads on its standard input. @default nothing: it is closed */
  readonly input?: Uint8Array | string;
  /** Answer to git's question for a user and a password, in the words of gitcredentials(7). */
  readonly credential?: Promise<string>;
  /** Milliseconds. @default 60000 */
  readonly timeLimit?: number;
  readonly signal?: AbortSignal;
}

/** How a run of git ended. */
export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

// A user's configuration must not change what is delivered, and a hook or a pager must not run.
const isolation: readonly string[] = [
  ['core.hooksPath', devNull],
  ['core.excludesFile', devNull],
  ['core.attributesFile', devNull],
  ['core.fsmonitor', 'false'],
  ['safe.directory', '*'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  // The mirror is a cache: what a power cut breaks is made again.
  ['core.fsync', 'none'],
  ['http.lowSpeedLimit', '1'],
  ['http.lowSpeedTime', '60'],
].flatMap(([key, value]) => ['-c', `${key}=${value}`]);

// The shell of git itself reads the answer from an inherited pipe: it is never in a file, an argument or a variable.
const credentialHelper = '!f() { test "$1" = get && cat <&3; }; f';

/** Arguments that every run of git begins with. */
export function gitArguments(options: GitOptions): string[] {
  const helper = options.credential === undefined ? [] : ['-c', `credential.helper=${credentialHelper}`];
  const place = options.gitDirectory === undefined ? [] : [`--git-dir=${options.gitDirectory}`];
  return [...isolation, '-c', 'credential.helper=', ...helper, ...place, ...options.arguments];
}

/** Starts git, isolated from the user's configuration, without a terminal. */
export function startGit(options: GitOptions): ChildProcess {
  const stdin = options.input === undefined ? 'ignore' : 'pipe';
  const stdio = ['pipe', 'pipe', ...(options.credential === undefined ? [] : ['pipe' as const])] as const;
  return spawn('git', gitArguments(options), {
    cwd: options.folder,
    env: gitEnvironment(options.environment ?? {}, options.credential !== undefined),
    stdio: [stdin, ...stdio],
    windowsHide: true,
  });
}

/**
 * Runs git to its end.
 *
 * @throws {DeliveryError} `git-missing`, `timeout` or `aborted`; a git that fails is a result, not an error
 */
export async function runGit(options: GitOptions): Promise<GitResult> {
  if (options.signal?.aborted === true) throw abortError(options.signal);
  const child = startGit(options);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A git that ended early no longer reads: its exit code says why.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(options.input);
  const failure = answerCredential(child, options.credential);
  const code = await ended(child, options);
  const unanswered = await failure;
  if (unanswered !== undefined && code !== 0) throw unanswered;
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') };
}

async function answerCredential(
  child: ChildProcess,
  credential: Promise<string> | undefined,
): Promise<Error | undefined> {
  const pipe = child.stdio[3];
  if (credential === undefined || pipe === undefined || pipe === null || !('write' in pipe)) return undefined;
  pipe.on('error', () => undefined);
  try {
    pipe.end(await credential);
    return undefined;
  } catch (error) {
    pipe.destroy();
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Waits until a child has ended, and ends it itself on a time limit or an abort. */
export function ended(
  child: ChildProcess,
  options: Pick<GitOptions, 'arguments' | 'gitDirectory' | 'signal' | 'timeLimit'>,
): Promise<number> {
  const { signal, timeLimit = 60_000 } = options;
  const verb = options.arguments[0] ?? '';
  return new Promise((resolve, reject) => {
    let problem: Error | undefined;
    const stop = (error: Error): void => {
      problem ??= error;
      // git removes its lock files on SIGTERM; what does not listen is ended for good.
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 2_000).unref();
    };
    const timer = setTimeout(() => {
      stop(
        new DeliveryError({
          code: 'timeout',
          message: `git ${verb} did not finish within ${timeLimit / 1000} s.`,
          next: 'Check the connection to the remote and run again.',
        }),
      );
    }, timeLimit);
    const abort = (): void => {
      stop(abortError(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      finish();
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      settle(() => {
        reject(error.code === 'ENOENT' ? gitMissing() : error);
      });
    });
    child.once('close', (code, killedBy) => {
      settle(() => {
        if (problem !== undefined) reject(problem);
        // The system ends a program that writes a larger file than it may.
        else if (killedBy === 'SIGXFSZ') reject(diskFull(options.gitDirectory ?? 'a file'));
        else resolve(code ?? (killedBy === null ? 1 : 128));
      });
    });
  });
}

/** The error of a delivery that its caller stopped. */
export function abortError(signal: AbortSignal | undefined): DeliveryError {
  return new DeliveryError({
    code: 'aborted',
    message: 'The delivery was stopped.',
    next: 'Run again; a delivery is whole or not there at all.',
    cause: signal?.reason,
  });
}

function gitMissing(): DeliveryError {
  return new DeliveryError({
    code: 'git-missing',
    message: 'git is not on PATH.',
    next: 'Install git 2.38 or newer.',
  });
}
