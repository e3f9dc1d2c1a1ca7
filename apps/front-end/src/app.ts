import { Hono } from 'hono';
import { mount } from './api/operation.ts';
import { operations } from './api/operations.ts';
import { healthRoutes } from './health/health-routes.ts';
import { metricsRoutes } from './metrics/metrics-routes.ts';
import { openApiRoutes } from './openapi/openapi-routes.ts';
import { pageRoutes } from './pages/routes/page-routes.ts';
import { problemOf } from './problems/problem-of.ts';
import { Problem } from './problems/problem.ts';
import { problemResponse } from './problems/problem-response.ts';
import { requestFrame } from './request-frame.ts';
import { limitBody } from './security/body-size.ts';
import { plainPaths } from './security/paths.ts';
import { sameOrigin } from './security/same-origin.ts';
import { sessionIds } from './sessions/session-ids.ts';
import { makeVisit } from './sessions/visit.ts';
import type { Shop, ShopEnv } from './shop.ts';

/** Makes the shop's HTTP application: pages, API, probes. It listens nowhere by itself. */
export function createShop(shop: Shop): Hono<ShopEnv> {
  const app = new Hono<ShopEnv>();
  const secrets = shop.config.sessionSecrets;
  const visits = { store: shop.sessions, secrets, readId: sessionIds(secrets) };
  app.onError((error, c) => problemResponse(c, problemOf(error)));
  app.notFound((c) => problemResponse(c, new Problem(404, 'There is nothing here.')));
  app.route('/', healthRoutes(shop.health));
  app.route('/', metricsRoutes(shop.metrics));
  app.use(requestFrame(shop), plainPaths(), sameOrigin(), limitBody(), async (c, next) => {
    c.set('visit', makeVisit(c, visits));
    await next();
  });
  const api = operations(shop);
  mount(app, api);
  app.route('/', openApiRoutes(api));
  app.route('/', pageRoutes(shop));
  return app;
}
