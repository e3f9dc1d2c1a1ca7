import { LRUCache } from 'lru-cache';
import type { PageRequest } from '../counter.ts';
import type { Markup } from '../markup.ts';
import type { WindowContent } from '../shop-window.ts';
import { answerPage } from './answer-page.ts';

/** Most bytes of pages that are kept: strangers choose the tags that they ask for, and each page repeats them in its links. */
const mostBytes = 2 * 1024 * 1024;
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
  const pages = new LRUCache<string, Uint8Array<ArrayBuffer>>({
    maxSize: mostBytes,
    sizeCalculation: (page, address) => page.byteLength + address.length,
  });
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
