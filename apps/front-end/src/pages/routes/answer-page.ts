import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { PageRequest } from '../counter.ts';
import type { Markup } from '../markup.ts';

/**
 * Answers with a page. Markup is an object, which Hono would send as a stream, for the price of a whole request: the
 * server has a quick way for text.
 */
export function answerPage(
  c: PageRequest,
  page: Markup,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return c.html(page.toString(), status);
}
