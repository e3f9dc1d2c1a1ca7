// Git over plain HTTP on loopback, as bare as it gets: `git http-backend` for each request, no password, no TLS.
// Usage: node http-server.ts <folder of bare repositories>; says its port to its parent and ends with it.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull } from 'node:os';

const folder = process.argv[2] ?? '';
const endOfHead = '\r\n\r\n';

const server = createServer(answer);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());

function answer(request: IncomingMessage, response: ServerResponse): void {
  const child = spawn('git', ['http-backend'], {
    env: cgiVariables(request),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // A backend that has heard enough closes its end.
  child.stdin.on('error', () => undefined);
  request.pipe(child.stdin);
  let head = Buffer.alloc(0);
  const readHead = (chunk: Buffer): void => {
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf(endOfHead);
    if (end === -1) return;
    child.stdout.off('data', readHead);
    writeHead(response, head.toString('latin1', 0, end));
    response.write(head.subarray(end + endOfHead.length));
    child.stdout.pipe(response);
  };
  child.stdout.on('data', readHead);
  child.on('error', (error) => response.destroy(error));
}

// git-http-backend(1), RFC 3875
function cgiVariables(request: IncomingMessage): NodeJS.ProcessEnv {
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
  const { headers, method } = request;
  return {
    PATH: process.env['PATH'],
    GIT_CONFIG_GLOBAL: devNull,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_PROJECT_ROOT: folder,
    GIT_HTTP_EXPORT_ALL: '1',
    GIT_PROTOCOL: [headers['git-protocol']].flat().join(':'),
    REQUEST_METHOD: method,
    PATH_INFO: pathname,
    QUERY_STRING: search.slice(1),
    CONTENT_TYPE: headers['content-type'],
    HTTP_CONTENT_ENCODING: headers['content-encoding'],
    REMOTE_USER: 'benchmark',
    REMOTE_ADDR: '127.0.0.1',
  };
}

function writeHead(response: ServerResponse, head: string): void {
  for (const line of head.split('\r\n')) {
    const [name = '', ...rest] = line.split(': ');
    if (name === 'Status') response.statusCode = Number.parseInt(rest.join(': '), 10);
    else response.setHeader(name, rest.join(': '));
  }
}
