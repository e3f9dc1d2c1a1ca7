import { Hono } from 'hono';
import type { Shop, ShopEnv } from '../../shop.ts';
import { makeCounter } from '../make-counter.ts';
import { shellOf } from '../shell.ts';
import { shopWindow } from '../shop-window.ts';
import { accountRoutes } from './account-routes.ts';
import { assetRoutes } from './asset-routes.ts';
import { basketRoutes } from './basket-routes.ts';
import { categoryRoutes } from './category-routes.ts';
import { checkoutRoutes } from './checkout-routes.ts';
import { loginRoutes } from './login-routes.ts';
import { orderRoutes } from './order-routes.ts';
import type { PageContext } from './page-context.ts';
import { failed, notFound } from './page-errors.ts';

/** The shop's pages, with their style, script and pictures. */
export function pageRoutes(shop: Shop): Hono<ShopEnv> {
  const counter = makeCounter(shop);
  const context: PageContext = {
    counter,
    look: shopWindow(shop.backends.catalogue),
    shell: (c, basket) => shellOf(counter, c, basket),
  };
  const app = new Hono<ShopEnv>();
  app.onError(async (error, c) => failed(c, await context.shell(c), error));
  app.route('/', assetRoutes());
  app.use(async (c, next) => {
    // For whatever answers without a word about it. Set afterwards, it would be an answer made twice.
    c.env.outgoing.setHeader('cache-control', 'private, no-cache');
    await next();
  });
  for (const routes of [
    categoryRoutes,
    basketRoutes,
    checkoutRoutes,
    loginRoutes,
    orderRoutes,
    accountRoutes,
  ]) {
    app.route('/', routes(context));
  }
  // Somebody who follows a link wants a page; a program wants the API's own answer.
  app.get('*', async (c, next) => {
    if (c.req.header('accept')?.includes('text/html') !== true) return next();
    return notFound(c, await context.shell(c));
  });
  return app;
}
