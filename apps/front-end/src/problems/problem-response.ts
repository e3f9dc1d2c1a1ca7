import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from './problem.ts';

/** The answer to a problem: RFC 9457, with the members `message` and `error` that clients of Sock Shop read. */
export function problemResponse(c: Context, problem: Problem): Response {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Error',
    status: problem.status,
    detail: problem.message,
    message: problem.message,
    error: {},
    ...problem.extra,
  };
  return c.body(JSON.stringify(body), problem.status as ContentfulStatusCode, {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...problem.headers,
  });
}
