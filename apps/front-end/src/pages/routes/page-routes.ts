import { Hono } from 'hono';
import type { Shop } from '../../shop.ts';
import { shellOf } from '../shell.ts';
import { shopWindow } from '../shop-window.ts';
import { assetRoutes } from './asset-routes.ts';
import { categoryRoutes } from './category-routes.ts';
import type { PageContext } from './page-context.ts';
import { failed } from './page-errors.ts';

/** The shop's pages, with their style, script and pictures. */
export function pageRoutes(shop: Shop): Hono {
  const context: PageContext = {
    shop,
    look: shopWindow({ catalogue: shop.backends.catalogue }),
    shell: (c) => Promise.resolve(shellOf(c)),
  };
  const app = new Hono();
  app.route('/', assetRoutes());
  app.route('/', categoryRoutes(context));
  app.onError(async (error, c) => failed(c, await context.shell(c), error));
  return app;
}
