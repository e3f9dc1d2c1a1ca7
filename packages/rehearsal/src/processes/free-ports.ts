import { createServer } from 'node:net';

/** Below the ports that the system gives to outgoing connections, so that none of those takes one first. */
const first = 20_000;
const last = 31_999;
const perProcess = 64;

/** Hands out ports of loopback that nobody listens on. */
export class FreePorts {
  // Another rehearsal at the same time starts somewhere else.
  #next = first + ((process.pid * perProcess) % (last - first));

  /** A port that is free now and that this object gives to nobody else. */
  async take(): Promise<number> {
    for (let tried = 0; tried <= last - first; tried += 1) {
      const port = this.#next;
      this.#next = port >= last ? first : port + 1;
      if (await isFree(port)) return port;
    }
    throw new Error(`No free port from ${first} to ${last} on 127.0.0.1.`);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    // On all addresses: a program of the rehearsal may listen on all of them as well.
    server.listen(port, () => server.close(() => resolve(true)));
  });
}
