import type { MiddlewareHandler } from 'hono';
import { Problem } from '../problems/problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a browser says about where a request comes from; unknown for clients that are no browsers. */
export function originOf(request: {
  header(name: string): string | undefined;
}): 'same' | 'other' | 'unknown' {
  const site = request.header('sec-fetch-site');
  if (site !== undefined) {
    return site === 'same-origin' || site === 'none' ? 'same' : 'other';
  }
  const origin = request.header('origin');
  if (origin === undefined) {
    return 'unknown';
  }
  return URL.parse(origin)?.host === request.header('host') ? 'same' : 'other';
}

/**
 * Refuses what another site makes a customer's browser send: every change, and the login. Browsers say where a
 * request comes from by themselves, so pages need not do anything; other clients say nothing and bring no cookies
 * of somebody else.
 */
export function sameOrigin(): MiddlewareHandler {
  return async (c, next) => {
    if ((!safe.has(c.req.method) || c.req.path === '/login') && originOf(c.req) === 'other') {
      throw new Problem(403, 'This request came from another site.');
    }
    await next();
  };
}
