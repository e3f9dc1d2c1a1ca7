import { LRUCache } from 'lru-cache';
import type { PageRequest } from '../counter.ts';
import type { Markup } from '../markup.ts';
import type { WindowContent } from '../shop-window.ts';
import { answerPage } from './answer-page.ts';

/** Most pages that are kept: strangers choose the tags and sorts that they ask for. */
const mostPages = 100;
const type = { 'content-type': 'text/html; charset=UTF-8' };

/**
 * Answers with pages of the catalogue. Somebody without a session has no name, no basket and no form's token: what one of
 * them sees at an address all see, until the catalogue changes. Such a page is made once, and kept as it is sent.
 * @returns a function that answers with the page of these contents, made by `make` unless it is there
 */
export function pagesForAnybody(): (
  c: PageRequest,
  content: WindowContent,
  make: () => Promise<Markup>,
) => Promise<Response> {
  const pages = new LRUCache<string, Uint8Array<ArrayBuffer>>({ max: mostPages });
  let of: WindowContent | undefined;
  return async (c, content, make) => {
    if (c.var.visit.formToken() !== '') return answerPage(c, await make());
    if (of !== content) {
      pages.clear();
      of = content;
    }
    let page = pages.get(c.req.url);
    if (page === undefined) {
      page = Buffer.from((await make()).toString());
      if (of === content) pages.set(c.req.url, page);
    }
    return c.body(page, 200, type);
  };
}
