import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runProgram } from './program.ts';

/** What a user of one command line sees. */
export interface TestRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, without a terminal; for tests. */
export async function testRun(options: {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment?: NodeJS.ProcessEnv;
}): Promise<TestRun> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const seen = Promise.all([text(stdout), text(stderr)]);
  const exitCode = await runProgram({
    argv: options.argv,
    cwd: options.cwd,
    environment: options.environment ?? process.env,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    signal: new AbortController().signal,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await seen;
  return { exitCode, stdout: out, stderr: err };
}
