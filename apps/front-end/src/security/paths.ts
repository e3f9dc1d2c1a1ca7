import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problems/problem.ts';

/** One address for one thing: `X/` moves to `X`, and a path with `//` is refused, as it could name another host. */
export function plainPaths(): MiddlewareHandler {
  return async (c, next) => {
    const { path } = c.req;
    if (path.includes('//')) {
      throw new Problem(400, 'The path holds an empty part.');
    }
    if (path.length > 1 && path.endsWith('/')) {
      const { search } = new URL(c.req.url);
      return c.redirect(`${path.slice(0, -1)}${search}`, 301);
    }
    await next();
    return undefined;
  };
}
