import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Children } from './children.ts';
import { gitEnvironment } from './git-environment.ts';

/** One request that git is to answer. */
export interface GitExchange {
  readonly service: 'git-upload-pack' | 'git-receive-pack';
  /** Whether refs are asked for (`info/refs`), before the exchange itself. */
  readonly advertise: boolean;
  /** Bare repository. */
  readonly directory: string;
  /** Who asks, for hooks. */
  readonly user: string;
  readonly children: Children;
  readonly timeLimitMs: number;
  /** Sees the request's body, decompressed, as it passes. */
  readonly onRequestBody?: (chunk: Buffer) => void;
  /** Sees the response's body as it passes. */
  readonly onResponseBody?: (chunk: Buffer) => void;
}

/** How git ended. */
export interface GitExchangeResult {
  /** What it wrote to standard error; empty when all went well. */
  readonly stderr: string;
  /** Set if it was ended before its time. */
  readonly ended?: 'client gone' | 'time limit';
}

const NOT_CACHED = {
  expires: 'Fri, 01 Jan 1980 00:00:00 GMT',
  pragma: 'no-cache',
  'cache-control': 'no-cache, max-age=0, must-revalidate',
};

/**
 * Answers a request of Git's smart HTTP protocol (https://git-scm.com/docs/http-protocol) as `git http-backend` does,
 * by one process and with streams on both sides. The process does not outlive the client's connection or the time
 * limit.
 */
export async function exchange(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: GitExchange,
): Promise<GitExchangeResult> {
  const { service, advertise, directory, user, children, timeLimitMs } = options;
  const protocol = String(incoming.headers['git-protocol'] ?? '');
  const program = service.slice('git-'.length);
  const mode = advertise ? ['--stateless-rpc', '--http-backend-info-refs'] : ['--stateless-rpc'];
  const child = spawn('git', [program, ...mode, directory], {
    env: { ...gitEnvironment(), GIT_PROTOCOL: protocol, REMOTE_USER: user },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that the programs it starts can be ended with it.
    detached: true,
  });
  children.add(child);

  let ended: GitExchangeResult['ended'];
  const end = (reason: NonNullable<typeof ended>) => {
    ended ??= reason;
    Children.end(child, 'SIGTERM');
    // A child counts as ended only when all that it wrote has been read.
    child.stdout.unpipe(outgoing).resume();
  };
  const timer = setTimeout(end, timeLimitMs, 'time limit');
  outgoing.once('close', () => outgoing.writableFinished || end('client gone'));
  if (outgoing.destroyed) end('client gone');

  const compressed = incoming.headers['content-encoding'] === 'gzip';
  const body: Readable = compressed ? incoming.pipe(createGunzip()) : incoming;
  body.once('error', () => end('client gone'));
  // What git does not read to the end must not stay in the way of the client's next request.
  child.stdin.on('error', () => body.resume());
  if (options.onRequestBody) body.on('data', options.onRequestBody);
  body.pipe(child.stdin);

  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const closed = new Promise<number | Error>((resolve) => {
    child.once('error', resolve);
    child.once('close', (code) => resolve(code ?? -1));
  });

  const answers = await hasOutput(child.stdout);
  const outcome = answers ? 0 : await closed;
  const said = () => (outcome instanceof Error ? outcome.message : Buffer.concat(stderr).toString().trim());
  if (outcome === 0 && !outgoing.destroyed) {
    const type = `application/x-${service}-${advertise ? 'advertisement' : 'result'}`;
    outgoing.writeHead(200, { 'content-type': type, ...NOT_CACHED });
    const isNamed = advertise && !protocol.split(':').includes('version=2');
    if (isNamed) outgoing.write(serviceLine(service));
    if (options.onResponseBody) child.stdout.on('data', options.onResponseBody);
    child.stdout.pipe(outgoing, { end: false });
  }
  await closed;
  clearTimeout(timer);
  finish(outgoing, ended, said());
  return { stderr: said(), ...(ended ? { ended } : {}) };
}

/** Ends the response: well, or so that the client sees that something is missing. */
function finish(outgoing: ServerResponse, ended: GitExchangeResult['ended'], said: string): void {
  if (ended && outgoing.headersSent) outgoing.destroy();
  else if (outgoing.headersSent || outgoing.destroyed) outgoing.end();
  else {
    outgoing.writeHead(ended ? 504 : 500, {
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    });
    outgoing.end(`git gave no answer: ${ended ?? said}\n`);
  }
}

/** Waits for the first bytes, and leaves them in the stream. */
function hasOutput(stdout: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    stdout.once('data', (chunk: Buffer) => {
      stdout.pause();
      stdout.unshift(chunk);
      resolve(true);
    });
    stdout.once('close', () => resolve(false));
  });
}

function serviceLine(service: string): string {
  const line = `# service=${service}\n`;
  return `${(line.length + 4).toString(16).padStart(4, '0')}${line}0000`;
}
