import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { onTestFinished } from 'vitest';

/** Says who answers on a port of this machine. */
export type AnswersOn = (port: number) => Promise<string>;

const mine = 'taken by a test';

/** Takes ports on all addresses until the test ends; one that somebody else has is taken as well. */
export async function takePorts(ports: readonly number[]): Promise<AnswersOn> {
  for (const port of ports) {
    const server = createServer((_, response) => response.end(mine));
    onTestFinished(() => void server.close());
    server.listen(port);
    await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') throw error;
    });
  }
  return (port) =>
    new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (data: string) => (text += data));
        response.on('end', () => resolve(text));
      });
      outgoing.once('error', reject);
      outgoing.end();
    });
}
