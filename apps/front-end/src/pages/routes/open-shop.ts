import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createShop } from '../../app.ts';
import { makeBackends } from '../../backends/backends.ts';
import { readConfig } from '../../config/config.ts';
import { startStandIns } from '../../stand-ins/start-stand-ins.ts';

/** A shop for a test: over real HTTP on loopback, with stand-ins behind it. */
export interface OpenShop {
  readonly origin: string;
  /** A page's text, and its status. */
  page(path: string): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

/** Opens a shop for a test. */
export async function openShop(): Promise<OpenShop> {
  const standIns = await startStandIns();
  const backends = makeBackends({ urls: standIns.urls, timeout: 2_000 });
  const server = createAdaptorServer({ fetch: createShop({ config: readConfig({}), backends }).fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    origin,
    page: async (path) => {
      const response = await fetch(`${origin}${path}`);
      return { status: response.status, text: await response.text() };
    },
    close: async () => {
      server.close();
      await backends.close();
      await standIns.close();
    },
  };
}
