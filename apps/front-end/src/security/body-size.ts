import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Problem } from '../problems/problem.ts';

/** Most bytes of a request's body. */
const mostBytes = 64 * 1024;

const refuse = (): never => {
  throw new Problem(413, `The request is too large: at most ${mostBytes} bytes.`);
};
const counted = bodyLimit({ maxSize: mostBytes, onError: refuse });

/**
 * Refuses bodies that are too large. Node.js holds a body to the length that its header says: only those that come in
 * chunks are counted.
 */
export function limitBody(): MiddlewareHandler {
  return async (c, next) => {
    const { method } = c.req;
    if (method === 'GET' || method === 'HEAD') {
      return next();
    }
    const length = c.req.header('content-length');
    if (length !== undefined) {
      return Number(length) > mostBytes ? refuse() : next();
    }
    // A request that says neither has no body: https://www.rfc-editor.org/rfc/rfc9112#section-6.3
    return c.req.header('transfer-encoding') === undefined ? next() : counted(c, next);
  };
}
