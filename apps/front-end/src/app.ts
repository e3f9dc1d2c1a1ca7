import { Hono } from 'hono';
import { mount } from './api/operation.ts';
import { operations } from './api/operations.ts';
import { pageRoutes } from './pages/routes/page-routes.ts';
import { problemOf } from './problems/problem-of.ts';
import { Problem } from './problems/problem.ts';
import { problemResponse } from './problems/problem-response.ts';
import { plainPaths } from './security/paths.ts';
import { sameOrigin } from './security/same-origin.ts';
import { makeVisit } from './sessions/visit.ts';
import type { Shop, ShopEnv } from './shop.ts';

/** Makes the shop's HTTP application: pages, API, probes. It listens nowhere by itself. */
export function createShop(shop: Shop): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();
  app.onError((error) => problemResponse(problemOf(error)));
  app.notFound(() => problemResponse(new Problem(404, 'There is nothing here.')));
  app.get('/healthz', (c) => c.text('ok'));
  app.use(plainPaths(), sameOrigin(), async (c, next) => {
    c.set('visit', makeVisit(c, { store: shop.sessions, secrets: shop.config.sessionSecrets }));
    await next();
  });
  mount(app, operations(shop));
  app.route('/', pageRoutes(shop));
  return app;
}
