import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PageRequest } from '../counter.ts';
import { problemOf } from '../../problems/problem-of.ts';
import { renderError } from '../error.ts';
import type { Shell } from '../view.ts';

/** The page for what is not there. */
export const notFound = (c: PageRequest, shell: Shell): Response | Promise<Response> =>
  c.html(renderError(shell, { status: 404 }), 404);

/** The page for a failure: what a customer may do, and nothing of what is inside. */
export function failed(c: PageRequest, shell: Shell, error: unknown): Response | Promise<Response> {
  const { status, headers } = problemOf(error);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  return c.html(renderError(shell, { status }), status as ContentfulStatusCode);
}
