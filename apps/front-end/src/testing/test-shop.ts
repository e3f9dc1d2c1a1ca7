import { readConfig } from '../config/config.ts';
import { makeLogger } from '../logging/logger.ts';
import { startStandIns } from '../stand-ins/start-stand-ins.ts';
import { startShop } from '../start.ts';
import { apiClient, type ApiClient } from './client.ts';
import { faultyBackends, type FaultyBackends } from './faulty-backends.ts';

/** A shop that listens on loopback, with stand-ins behind back ends that a test can break. */
export interface TestShop {
  readonly origin: string;
  readonly backends: FaultyBackends;
  /** Lines of the log. */
  readonly log: string[];
  /** Somebody new. */
  client(): ApiClient;
  close(): Promise<void>;
}

/** Starts a shop for a test, with these environment variables besides. */
export async function testShop(env: Readonly<Record<string, string>> = {}): Promise<TestShop> {
  const standIns = await startStandIns();
  const backends = await faultyBackends(standIns.urls);
  const log: string[] = [];
  const { catalogue, carts, user, orders } = backends.urls;
  const config = readConfig({
    PORT: '0',
    CATALOGUE_URL: catalogue,
    CARTS_URL: carts,
    USER_URL: user,
    ORDERS_URL: orders,
    // A test that breaks the catalogue wants to see it at once.
    CATALOGUE_FRESH_MS: '0',
    ...env,
  });
  const logger = makeLogger({ level: 'info', destination: { write: (line) => void log.push(line) } });
  const shop = await startShop(config, { logger });
  await shop.ready;
  const origin = `http://127.0.0.1:${shop.port}`;
  return {
    origin,
    backends,
    log,
    client: () => apiClient(origin),
    close: async () => {
      await shop.close();
      await backends.close();
      await standIns.close();
    },
  };
}
