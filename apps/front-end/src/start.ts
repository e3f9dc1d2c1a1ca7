import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Redis } from 'ioredis';
import { createShop } from './app.ts';
import { makeBackends } from './backends/backends.ts';
import type { ShopConfig } from './config/config.ts';
import { makeLoginLimit } from './security/login-limit.ts';
import { memoryStore } from './sessions/memory-store.ts';
import { redisStore } from './sessions/redis-store.ts';

/** A shop that listens. */
export interface RunningShop {
  readonly port: number;
  /** Stops taking requests, ends those that run, and lets go of everything. */
  close(): Promise<void>;
}

/** Starts the shop that a configuration describes. */
export async function startShop(config: ShopConfig): Promise<RunningShop> {
  const standIns =
    config.backends === 'stand-ins'
      ? await (await import('./stand-ins/start-stand-ins.ts')).startStandIns()
      : undefined;
  const urls = config.backends === 'stand-ins' ? standIns?.urls : config.backends;
  if (urls === undefined) {
    throw new Error('the stand-ins did not start');
  }
  const backends = makeBackends({ urls, timeout: config.backendTimeout });
  const redis =
    config.sessionRedis === undefined
      ? undefined
      : new Redis(config.sessionRedis, {
          connectTimeout: 2_000,
          commandTimeout: 1_000,
          maxRetriesPerRequest: 0,
          enableOfflineQueue: false,
        });
  const sessions = redis === undefined ? memoryStore() : redisStore(redis);
  const app = createShop({ config, backends, sessions, loginLimit: makeLoginLimit(redis) });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(config.port);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      await closed;
      await Promise.all([backends.close(), sessions.close()]);
      await standIns?.close();
    },
  };
}
