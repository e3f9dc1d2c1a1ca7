import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A file server on loopback. */
export interface FileServer {
  readonly url: string;
  close(): void;
}

/** Serves files from memory on loopback; it keeps no process alive. */
export async function serveFiles(files: ReadonlyMap<string, Buffer>): Promise<FileServer> {
  const server = createServer((incoming, outgoing) => {
    const content = files.get((incoming.url ?? '').slice(1));
    outgoing.writeHead(content ? 200 : 404).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
