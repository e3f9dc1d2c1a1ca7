import { readConfig } from '../../config/config.ts';
import { startShop } from '../../start.ts';
import { customerOf, type Customer, type SeenPage } from './customer.ts';

/** A shop for a test: over real HTTP on loopback, with stand-ins behind it. */
export interface OpenShop {
  readonly origin: string;
  /** A page for somebody new. */
  page(path: string): Promise<SeenPage>;
  customer(): Customer;
  close(): Promise<void>;
}

/** Opens a shop for a test. */
export async function openShop(): Promise<OpenShop> {
  const shop = await startShop({ ...readConfig({ LOG_LEVEL: 'silent' }), port: 0 });
  const origin = `http://127.0.0.1:${String(shop.port)}`;
  return {
    origin,
    page: (path) => customerOf(origin).get(path),
    customer: () => customerOf(origin),
    close: () => shop.close(),
  };
}
