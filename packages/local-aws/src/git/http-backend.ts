import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Children } from './children.ts';
import { readCgiHeaders } from './cgi-headers.ts';
import { gitEnvironment } from './git-environment.ts';
import { runGit } from './run-git.ts';

/** One request that git is to answer. */
export interface HttpBackendRequest {
  /** Folder that holds the bare repository. */
  readonly root: string;
  /** Path below it: `/<repository>.git/info/refs` and so on. */
  readonly pathInfo: string;
  readonly query: string;
  /** Who pushes, for hooks. */
  readonly user: string;
  readonly children: Children;
  readonly timeLimitMs: number;
  /** Sees the request's body, decompressed, as it passes. */
  readonly onRequestBody?: (chunk: Buffer) => void;
  /** Sees the response's body as it passes. */
  readonly onResponseBody?: (chunk: Buffer) => void;
}

/** How `git http-backend` ended. */
export interface HttpBackendResult {
  /** What it wrote to standard error; empty when all went well. */
  readonly stderr: string;
  /** Set if it was ended before its time. */
  readonly ended?: 'client gone' | 'time limit';
}

let program: Promise<string> | undefined;

/**
 * Answers a Git request by `git http-backend` over CGI, with streams on both sides. The child does not outlive the
 * client's connection or the time limit.
 */
export async function runHttpBackend(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  request: HttpBackendRequest,
): Promise<HttpBackendResult> {
  program ??= findProgram();
  const compressed = incoming.headers['content-encoding'] === 'gzip';
  const child = spawn(await program, [], {
    env: { ...gitEnvironment(), ...cgiVariables(incoming, request, compressed) },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A group of its own, so that the programs it starts can be ended with it.
    detached: true,
  });
  request.children.add(child);

  let ended: HttpBackendResult['ended'];
  const end = (reason: NonNullable<typeof ended>) => {
    ended ??= reason;
    Children.end(child, 'SIGTERM');
    // A child counts as ended only when all that it wrote has been read.
    child.stdout.unpipe(outgoing).resume();
  };
  const timer = setTimeout(end, request.timeLimitMs, 'time limit');
  outgoing.once('close', () => outgoing.writableFinished || end('client gone'));
  if (outgoing.destroyed) end('client gone');

  const body: Readable = compressed ? incoming.pipe(createGunzip()) : incoming;
  body.once('error', () => end('client gone'));
  child.stdin.on('error', () => body.resume());
  if (request.onRequestBody) body.on('data', request.onRequestBody);
  body.pipe(child.stdin);

  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const closed = new Promise<Error | undefined>((resolve) => {
    child.once('error', resolve);
    child.once('close', () => resolve(undefined));
  });

  const head = await readCgiHeaders(child.stdout);
  if (head) {
    outgoing.writeHead(head.status, head.headers);
    if (request.onResponseBody) child.stdout.on('data', request.onResponseBody);
    child.stdout.pipe(outgoing);
  }
  const failure = await closed;
  clearTimeout(timer);
  // What the client did not send to the end must not stay in the way of its next request.
  if (!head && !outgoing.destroyed) {
    outgoing.writeHead(ended ? 504 : 500, {
      'content-type': 'text/plain; charset=utf-8',
      connection: 'close',
    });
    outgoing.end(
      `git http-backend gave no answer${failure ? `: ${failure.message}` : ended ? `: ${ended}` : ''}.\n`,
    );
  } else if (ended) {
    outgoing.destroy();
  }
  const said = Buffer.concat(stderr).toString().trim();
  return { stderr: failure ? failure.message : said, ...(ended ? { ended } : {}) };
}

async function findProgram(): Promise<string> {
  try {
    return join((await runGit({ arguments: ['--exec-path'] })).text, 'git-http-backend');
  } catch (error) {
    // git may be installed before the next request.
    program = undefined;
    throw error;
  }
}

function cgiVariables(
  incoming: IncomingMessage,
  request: HttpBackendRequest,
  compressed: boolean,
): Record<string, string> {
  const length = compressed ? undefined : incoming.headers['content-length'];
  return {
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_PROTOCOL: 'HTTP/1.1',
    GIT_PROJECT_ROOT: request.root,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: request.pathInfo,
    QUERY_STRING: request.query,
    REQUEST_METHOD: incoming.method ?? 'GET',
    CONTENT_TYPE: incoming.headers['content-type'] ?? '',
    ...(length === undefined ? {} : { CONTENT_LENGTH: length }),
    GIT_PROTOCOL: String(incoming.headers['git-protocol'] ?? ''),
    REMOTE_USER: request.user,
    REMOTE_ADDR: '127.0.0.1',
  };
}
