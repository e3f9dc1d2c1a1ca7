import type { Context } from 'hono';
import { noticeOf } from './notice.ts';
import type { Shell } from './view.ts';

/** The part of a page that is the same for all, for whoever asks. */
export function shellOf(c: Context): Shell {
  const notice = noticeOf(c.req.query('done'));
  return { visitor: {}, formToken: '', ...(notice === undefined ? {} : { notice }) };
}
