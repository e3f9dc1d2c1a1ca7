import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PageRequest } from '../counter.ts';
import { problemOf } from '../../problems/problem-of.ts';
import { renderError } from '../error.ts';
import type { Shell } from '../view.ts';
import { answerPage } from './answer-page.ts';

/** The page for what is not there. */
export const notFound = (c: PageRequest, shell: Shell): Response | Promise<Response> =>
  answerPage(c, renderError(shell, { status: 404 }), 404);

/** The page for a failure: what a customer may do, and nothing of what is inside. */
export function failed(c: PageRequest, shell: Shell, error: unknown): Response | Promise<Response> {
  const { status, headers } = problemOf(error);
  for (const [name, value] of Object.entries(headers)) c.header(name, value);
  // All socks need the catalogue, which may be what is away.
  const view = status >= 500 ? { status, again: pageToTryAgain(c) } : { status };
  return answerPage(c, renderError(shell, view), status as ContentfulStatusCode);
}

/** The page itself, or the one whose form was sent: following a link must never send a form again. */
function pageToTryAgain({ req }: PageRequest): string {
  if (req.method === 'GET') return `${req.path}${new URL(req.url).search}`;
  const [, room = '', form] = req.path.split('/');
  if (room.endsWith('.html')) return req.path;
  return form !== undefined && ['account', 'basket'].includes(room) ? `/${room}.html` : '/';
}
