import { unsign } from 'cookie-signature';
import { LRUCache } from 'lru-cache';

/** Most cookies that are known to be signed: a signature costs more than all else that is looked at in a request. */
const mostKnown = 1_000;

/**
 * Reads the id of a session from its cookie.
 * @param secrets every one of them may have signed it
 * @returns a function that gives the id; undefined for a cookie that none of them signed
 */
export function sessionIds(secrets: readonly string[]): (cookie: string | undefined) => string | undefined {
  const known = new LRUCache<string, string>({ max: mostKnown });
  return (cookie) => {
    if (cookie?.startsWith('s:') !== true) return undefined;
    const before = known.get(cookie);
    if (before !== undefined) return before;
    for (const secret of secrets) {
      const id = unsign(cookie.slice(2), secret);
      if (id !== false) {
        known.set(cookie, id);
        return id;
      }
    }
    return undefined;
  };
}
