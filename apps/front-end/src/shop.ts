import type { Backends } from './backends/backends.ts';
import type { ShopConfig } from './config/config.ts';

/** What every route of the shop works with. */
export interface Shop {
  readonly config: ShopConfig;
  readonly backends: Backends;
}
