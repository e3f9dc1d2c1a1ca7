import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { BackendName, BackendUrls } from '../config/config.ts';

/** What a back end does in place of answering. */
export type Fault =
  'dead' | 'hanging' | 'slow' | 'garbage' | 'no-http' | 'half' | 'huge' | 'wrong-types' | 'unavailable';

/** A request that reached a back end. */
export interface Reached {
  readonly backend: BackendName;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** Back ends in front of others, which pass on or fail, as a test says. */
export interface FaultyBackends {
  readonly urls: BackendUrls;
  /** Every request that reached one, oldest first. */
  readonly reached: Reached[];
  /** @default every back end */
  fail(fault: Fault | undefined, only?: readonly BackendName[]): void;
  close(): Promise<void>;
}

const huge = Buffer.from(JSON.stringify('x'.repeat(5 * 1024 * 1024)));
const names = ['catalogue', 'carts', 'user', 'orders'] as const;

/** Starts back ends in front of these. */
export async function faultyBackends(behind: BackendUrls): Promise<FaultyBackends> {
  const faults = new Map<BackendName, Fault>();
  const reached: Reached[] = [];
  const servers: Server[] = [];
  const urls: Record<BackendName, string> = { ...behind };
  for (const name of names) {
    const server = createServer((request, response) => {
      reached.push({
        backend: name,
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
      });
      const fault = faults.get(name);
      if (fault === undefined) {
        pass(behind[name], request, response).catch(() => response.destroy());
      } else {
        answerWrongly(fault, response);
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    urls[name] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  return {
    urls,
    reached,
    fail: (fault, only = names) => {
      for (const name of only) {
        if (fault === undefined) {
          faults.delete(name);
        } else {
          faults.set(name, fault);
        }
      }
    },
    close: async () => {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function pass(base: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers } = request;
  const body = method === 'GET' || method === 'DELETE' ? null : await text(request);
  const answer = await fetch(`${base}${request.url ?? '/'}`, {
    method,
    body,
    headers: {
      ...(headers['content-type'] === undefined ? {} : { 'content-type': headers['content-type'] }),
      ...(headers.authorization === undefined ? {} : { authorization: headers.authorization }),
    },
  });
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
  response.end(Buffer.from(await answer.arrayBuffer()));
}

function answerWrongly(fault: Fault, response: ServerResponse): void {
  switch (fault) {
    case 'dead':
      response.destroy();
      return;
    case 'hanging':
      return;
    case 'slow': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'garbage':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>http://internal.example:8080 failed');
      return;
    case 'no-http':
      response.socket?.end('\u0000\u0001 this is not HTTP\r\n\r\n');
      return;
    case 'half':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 });
      response.write('[{"id":');
      setImmediate(() => response.destroy());
      return;
    case 'huge':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(huge);
      return;
    case 'wrong-types':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"_embedded":5,"size":"many","tags":7,"id":5,"total":"x","user":[],"status":"yes"}');
      return;
    case 'unavailable':
      response.writeHead(503, { 'content-type': 'text/plain' }).end('no healthy upstream');
  }
}
