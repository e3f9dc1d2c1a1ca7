import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { BackendError } from '../../backends/backend-error.ts';
import { renderError } from '../error.ts';
import type { Shell } from '../view.ts';

/** The page for what is not there. */
export const notFound = (c: Context, shell: Shell): Response | Promise<Response> =>
  c.html(renderError(shell, { status: 404 }), 404);

/** The status that a customer sees for a failure. */
export function statusOf(error: unknown): 403 | 404 | 413 | 429 | 500 | 503 {
  if (error instanceof BackendError) return 503;
  const status = error instanceof HTTPException ? error.status : 500;
  return status === 403 || status === 404 || status === 413 || status === 429 || status === 503
    ? status
    : 500;
}

/** The page for a failure: what a customer may do, and nothing of what is inside. */
export function failed(c: Context, shell: Shell, error: unknown): Response | Promise<Response> {
  const status = statusOf(error);
  return c.html(renderError(shell, { status }), status);
}
