import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import type { Playground } from './playground.test.fixture.ts';

/** An answer that comes before Git's own. */
export interface Answer {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** Sees every request, and may answer in Git's place, or let Git work and `cut` the connection before its answer. */
export type Gate = (request: IncomingMessage) => Answer | 'cut' | undefined;

/** Git over HTTP for a playground's remote, by `git http-backend`, on loopback. */
export class HttpRemote {
  readonly #server = createServer((request, response) => {
    const answer = this.#gate(request);
    if (answer === undefined || answer === 'cut') serve(this.#root, request, response, answer === 'cut');
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  readonly #root: string;
  readonly #gate: Gate;

  private constructor(root: string, gate: Gate) {
    this.#root = root;
    this.#gate = gate;
  }

  static async open(playground: Playground, gate: Gate = () => undefined): Promise<HttpRemote> {
    playground.git('config', 'http.receivepack', 'true');
    const remote = new HttpRemote(dirname(playground.url), gate);
    await new Promise<void>((resolve) => remote.#server.listen(0, '127.0.0.1', resolve));
    return remote;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/remote.git`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function serve(root: string, request: IncomingMessage, response: ServerResponse, cut: boolean): void {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { headers } = request;
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      PATH_INFO: pathname,
      QUERY_STRING: search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      REMOTE_USER: 'somebody',
    },
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  const output: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  backend.on('close', () => {
    if (cut) {
      request.socket.destroy();
      return;
    }
    const all = Buffer.concat(output);
    const end = all.indexOf('\r\n\r\n');
    for (const line of all.subarray(0, end).toString().split('\r\n')) {
      const [name = '', value = ''] = line.split(': ');
      if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.end(all.subarray(end + 4));
  });
}
