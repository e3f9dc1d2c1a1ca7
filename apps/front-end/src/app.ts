import { Hono } from 'hono';
import { pageRoutes } from './pages/routes/page-routes.ts';
import type { Shop } from './shop.ts';

/** Makes the shop's HTTP application: pages, API, probes. It listens nowhere by itself. */
export function createShop(shop: Shop): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.text('ok'));
  app.get('/catalogue', async (c) =>
    c.json(
      await shop.backends.catalogue.list({
        tags: c.req.query('tags'),
        sort: c.req.query('sort'),
        page: c.req.query('page'),
        size: c.req.query('size'),
      }),
    ),
  );
  app.route('/', pageRoutes(shop));
  return app;
}
