import type { Context } from 'hono';
import type { Shop } from '../../shop.ts';
import type { WindowContent } from '../shop-window.ts';
import type { Shell } from '../view.ts';

/** What the routes of pages work with. */
export interface PageContext {
  readonly shop: Shop;
  /** The catalogue of this moment. @throws BackendError */
  readonly look: () => Promise<WindowContent>;
  /** The part of a page that is the same for all; answers even while back ends do not. */
  readonly shell: (c: Context) => Promise<Shell>;
}
