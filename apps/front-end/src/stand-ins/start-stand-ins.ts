import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import type { BackendUrls } from '../config/config.ts';
import { cartsStandIn } from './carts.ts';
import { catalogueStandIn } from './catalogue.ts';
import { ordersStandIn } from './orders.ts';
import { userStandIn } from './user.ts';

/** Back ends of this process, each on a loopback port of its own. */
export interface StandIns {
  readonly urls: BackendUrls;
  close(): Promise<void>;
}

/**
 * Starts STAND-INS for every back end: the ten socks and the three logins of Sock Shop in memory, over real HTTP on
 * loopback. For trying the shop and for tests; nothing that they hold outlives the process.
 */
export async function startStandIns(): Promise<StandIns> {
  const servers: ServerType[] = [];
  const listen = async (app: Hono): Promise<string> => {
    const server = createAdaptorServer({ fetch: app.fetch });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const urls = { catalogue: '', carts: '', user: '', orders: '' };
  urls.catalogue = await listen(catalogueStandIn());
  urls.carts = await listen(cartsStandIn());
  urls.user = await listen(userStandIn(() => urls.user));
  urls.orders = await listen(ordersStandIn(() => urls.orders));
  return {
    urls,
    close: async () => {
      await Promise.all(
        servers.map(async (server) => {
          const closed = once(server, 'close');
          server.close();
          if ('closeAllConnections' in server) {
            server.closeAllConnections();
          }
          await closed;
        }),
      );
    },
  };
}
