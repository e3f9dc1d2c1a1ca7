import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { Socket } from 'node:net';

/** What the proxy lets through, and to whom. */
export interface ConnectProxyOptions {
  /** Whether a host name is served here. */
  readonly isServed: (host: string) => boolean;
  /** Takes a connection over that a client opened to a served host. */
  readonly accept: (socket: Socket) => void;
  readonly onRefused: (host: string) => void;
  /** Answer to `GET /`, which shows that the proxy works and whose it is. */
  readonly identity: Readonly<Record<string, unknown>>;
}

/**
 * An HTTP proxy that tunnels to the served AWS hosts only. It opens no connection of its own: a tunnel is handed to
 * the server in this process, so nothing can leave the machine.
 */
export function connectProxy(options: ConnectProxyOptions): Server {
  const server = createServer((incoming, outgoing) => {
    if (incoming.method === 'GET' && incoming.url === '/') {
      const body = `${JSON.stringify(options.identity)}\n`;
      const length = Buffer.byteLength(body);
      outgoing.writeHead(200, {
        'content-type': 'application/json',
        'content-length': length,
        connection: 'close',
      });
      outgoing.end(body);
      return;
    }
    const target = URL.parse(incoming.url ?? '')?.host ?? incoming.headers.host ?? '';
    options.onRefused(target);
    outgoing.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
    outgoing.end(refusal(target));
  });
  server.on('connect', (incoming, stream, head) => {
    const socket = stream as Socket;
    socket.on('error', () => socket.destroy());
    const target = (incoming.url ?? '').toLowerCase();
    const [host = '', port] = target.split(':');
    if (port !== '443' || !options.isServed(host)) {
      options.onRefused(target);
      const body = refusal(target);
      socket.end(
        `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
      return;
    }
    socket.setNoDelay(true);
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    options.accept(socket);
  });
  return server;
}

function refusal(target: string): string {
  return `Local AWS does not pass on requests to "${target}": it answers for CodeCommit, ECR and STS of its own accounts and regions on port 443, and nothing leaves this machine. To reach other hosts, use a shell without its variables.\n`;
}
