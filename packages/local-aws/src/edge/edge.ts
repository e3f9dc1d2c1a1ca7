import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ServedHost } from '../aws/served-hosts.ts';
import type { CertifiedKey } from '../certificates/certified-key.ts';
import { connectProxy } from './connect-proxy.ts';

/** A request to one of the served hosts. */
export interface EdgeRequest {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly host: string;
  readonly served: ServedHost;
}

/** What the edge serves, and how. */
export interface EdgeOptions {
  readonly hosts: ReadonlyMap<string, ServedHost>;
  readonly certificate: CertifiedKey;
  readonly handle: (request: EdgeRequest) => Promise<void>;
  readonly onRefused: (host: string) => void;
  readonly onError: (error: unknown) => void;
  /** Said to whoever asks the proxy itself. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Port of the proxy on loopback. @default 0, any free one */
  readonly port?: number;
}

/** The proxy and the TLS server behind it, listening on loopback. */
export interface Edge {
  readonly port: number;
  /** Uses another certificate for new connections. */
  useCertificate(certificate: CertifiedKey): void;
  /** Takes no more connections; those that wait for an answer stay open. */
  stopListening(): void;
  /** Closes every connection. */
  close(): Promise<void>;
}

/** Starts the proxy; the TLS server needs no port of its own, as the proxy hands it the sockets. */
export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { certificate, key } = options.certificate;
  const tls = createTlsServer(
    { cert: certificate, key, ALPNProtocols: ['http/1.1'] },
    (incoming, outgoing) => {
      // A client that goes away in the middle is no failure of the server's.
      outgoing.on('error', () => undefined);
      const host = (incoming.headers.host ?? '').toLowerCase().replace(/:443$/, '');
      const served = options.hosts.get(host);
      if (!served) {
        outgoing.writeHead(421, { 'content-type': 'text/plain; charset=utf-8' });
        outgoing.end(`Local AWS does not answer for the host "${host}".\n`);
        return;
      }
      options.handle({ incoming, outgoing, host, served }).catch((error: unknown) => {
        options.onError(error);
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(failure(error));
      });
    },
  );
  // Between Git's requests may lie minutes of counting objects on the other side; large packs take their time.
  tls.keepAliveTimeout = 65_000;
  tls.requestTimeout = 0;
  tls.on('tlsClientError', () => undefined);

  const sockets = new Set<Socket>();
  const proxy = connectProxy({
    isServed: (host) => options.hosts.has(host),
    accept: (socket) => tls.emit('connection', socket),
    onRefused: options.onRefused,
    identity: options.identity,
  });
  proxy.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(proxy, options.port ?? 0);

  return {
    port: (proxy.address() as AddressInfo).port,
    useCertificate: (next) => tls.setSecureContext({ cert: next.certificate, key: next.key }),
    stopListening: () => void proxy.close(),
    close: async () => {
      const closed = new Promise((resolve) => (proxy.listening ? proxy.close(resolve) : resolve(undefined)));
      for (const socket of sockets) socket.destroy();
      tls.closeAllConnections();
      await closed;
    },
  };
}

function failure(error: unknown): string {
  return `Local AWS failed to answer: ${error instanceof Error ? error.message : String(error)}\n`;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
