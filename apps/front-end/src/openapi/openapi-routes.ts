import { Hono } from 'hono';
import type { Operation } from '../api/operation.ts';
import type { ShopEnv } from '../shop.ts';

/** `/openapi.json`: made when it is first asked for, as most replicas never are. */
export function openApiRoutes(operations: readonly Operation[]): Hono<ShopEnv> {
  let document: Promise<object> | undefined;
  const app = new Hono<ShopEnv>();
  app.get('/openapi.json', async (c) => {
    document ??= import('./document.ts').then(({ openApiDocument }) => openApiDocument(operations));
    return c.json(await document);
  });
  return app;
}
