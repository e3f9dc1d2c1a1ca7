import type { MiddlewareHandler } from 'hono';
import type { ShopEnv } from '../../shop.ts';
import type { Counter } from '../counter.ts';

/** Sends whoever has not logged in to the login, which leads back to `next`. */
export const customersOnly =
  (counter: Counter, next: string): MiddlewareHandler<ShopEnv> =>
  async (c, run) => {
    c.env.outgoing.setHeader('cache-control', 'no-store');
    if (await counter.loggedIn(c)) return run();
    return c.redirect(`/login.html?next=${encodeURIComponent(next)}`, 303);
  };
