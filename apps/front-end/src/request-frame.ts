import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { reasonOf } from './logging/reason-of.ts';
import { problemOf } from './problems/problem-of.ts';
import { Problem } from './problems/problem.ts';
import type { Shop, ShopEnv } from './shop.ts';

/**
 * What surrounds every request: a limit on how many run at once, its trace, its metrics and its line in the log.
 * Probes stand outside, so that a busy shop is not taken for a dead one.
 */
export function requestFrame(shop: Shop): MiddlewareHandler<ShopEnv> {
  const { telemetry, metrics, logger, config } = shop;
  let running = 0;
  return async (c, next) => {
    const started = performance.now();
    const { method, path } = c.req;
    const route = () => routePath(c);
    running += 1;
    metrics.inFlight(1);
    try {
      await telemetry.serve(
        {
          method,
          header: (name) => c.req.header(name),
          outcome: () => ({ route: route(), status: c.res.status }),
        },
        async () => {
          if (running > config.maxConcurrency) {
            throw new Problem(503, 'The shop is very busy at the moment. Please try again.', {
              headers: { 'retry-after': '1' },
            });
          }
          await next();
          const { status } = c.res;
          const seconds = (performance.now() - started) / 1_000;
          metrics.request({ method, path, status, seconds });
          const line = {
            method,
            route: route(),
            status,
            ms: Math.round(seconds * 1_000),
            trace: telemetry.traceId(),
          };
          if (c.error === undefined || status < 500) {
            logger.info(line, 'request');
          } else {
            logger.error({ ...line, ...reasonOf(problemOf(c.error)) }, 'request failed');
          }
        },
      );
    } finally {
      running -= 1;
      metrics.inFlight(-1);
    }
  };
}
