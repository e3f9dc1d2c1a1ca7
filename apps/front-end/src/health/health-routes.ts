import { Hono } from 'hono';
import type { Health } from './health.ts';

/** `/healthz`: the process answers. `/readyz`: it may be sent requests, or what it waits for. */
export function healthRoutes(health: Health): Hono {
  const app = new Hono();
  app.get('/healthz', (c) => c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }));
  app.get('/readyz', (c) => {
    const status = health.state();
    const body = status === 'starting' ? { status, waitingFor: 'sessions' } : { status };
    return c.json(body, status === 'ready' ? 200 : 503, { 'cache-control': 'no-store' });
  });
  return app;
}
