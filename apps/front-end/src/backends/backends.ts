import type { BackendName, BackendUrls } from '../config/config.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { makeBackendClient } from './backend-client.ts';
import { makeCarts, type Carts } from './carts.ts';
import { makeCatalogue, type Catalogue } from './catalogue.ts';
import { keptCatalogue } from './kept-catalogue.ts';
import { makeOrders, type Orders } from './orders.ts';
import { makeUsers, type Users } from './user.ts';

/** Where the back ends are. */
export interface BackendsOptions {
  readonly urls: BackendUrls;
  /** Milliseconds in which each must have answered in full. */
  readonly timeout: number;
  /** Milliseconds for which an answer of the catalogue serves everybody; 0 asks each time. */
  readonly catalogueFreshFor: number;
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
}

/** Every back end of the shop. */
export interface Backends {
  readonly catalogue: Catalogue;
  readonly carts: Carts;
  readonly users: Users;
  readonly orders: Orders;
  close(): Promise<void>;
}

/** Makes the clients of every back end; nothing is asked yet. */
export function makeBackends(options: BackendsOptions): Backends {
  const { urls, catalogueFreshFor, ...shared } = options;
  const client = (name: BackendName) => makeBackendClient({ ...shared, name, url: urls[name] });
  const clients = {
    catalogue: client('catalogue'),
    carts: client('carts'),
    user: client('user'),
    orders: client('orders'),
  };
  return {
    catalogue: keptCatalogue({ catalogue: makeCatalogue(clients.catalogue), freshFor: catalogueFreshFor }),
    carts: makeCarts(clients.carts),
    users: makeUsers(clients.user),
    orders: makeOrders(clients.orders),
    close: async () => {
      await Promise.all(Object.values(clients).map((one) => one.close()));
    },
  };
}
