import type { BackendName, BackendUrls } from '../config/config.ts';
import { makeBackendClient } from './backend-client.ts';
import { makeCatalogue, type Catalogue } from './catalogue.ts';

/** Where the back ends are. */
export interface BackendsOptions {
  readonly urls: BackendUrls;
  /** Milliseconds in which each must have answered in full. */
  readonly timeout: number;
}

/** Every back end of the shop. */
export interface Backends {
  readonly catalogue: Catalogue;
  close(): Promise<void>;
}

/** Makes the clients of every back end; nothing is asked yet. */
export function makeBackends(options: BackendsOptions): Backends {
  const client = (name: BackendName) =>
    makeBackendClient({ name, url: options.urls[name], timeout: options.timeout });
  const catalogue = client('catalogue');
  return {
    catalogue: makeCatalogue(catalogue),
    close: () => catalogue.close(),
  };
}
