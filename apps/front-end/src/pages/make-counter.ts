import { HTTPException } from 'hono/http-exception';
import * as account from '../actions/account.ts';
import * as cart from '../actions/cart.ts';
import * as login from '../actions/log-in.ts';
import * as orders from '../actions/orders.ts';
import { addressOf } from '../api/login.ts';
import { Problem } from '../problems/problem.ts';
import { originOf } from '../security/same-origin.ts';
import type { Shop } from '../shop.ts';
import type { Counter } from './counter.ts';
import { cardView, keptOrder } from './kept-order.ts';

/** False where the shop answers with one of these statuses, true where it does what was asked. */
async function unless(statuses: readonly number[], act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Problem && statuses.includes(error.status)) return false;
    throw error;
  }
}

/** Makes the counter on the shop's own actions, which the API uses as well. */
export function makeCounter(shop: Shop): Counter {
  return {
    loggedIn: async ({ var: { visit } }) => (await visit.customer()) !== undefined,
    firstName: async ({ var: { visit } }) => {
      const customer = await visit.customer();
      return customer === undefined ? undefined : customer.firstName.trim() || customer.username;
    },
    formToken: (c) => c.var.visit.formToken(),
    checkForm: (c, token) => {
      // A page that was open before the session began has no token yet: then the browser's word is enough.
      if (originOf(c.req) === 'same' || c.var.visit.isFormToken(token)) return;
      throw new HTTPException(403);
    },

    basket: (c) => cart.cartItems(shop, c.var.visit),
    add: (c, id) => cart.addToCart(shop, c.var.visit, id),
    change: (c, id, quantity) => cart.updateCart(shop, c.var.visit, id, quantity),
    remove: (c, id) => cart.removeFromCart(shop, c.var.visit, id),
    empty: (c) => cart.emptyCart(shop, c.var.visit),

    logIn: (c, username, password) =>
      unless([401], login.logIn(shop, c.var.visit, { username, password, address: addressOf(c) })),
    register: (c, registration) => unless([409], login.register(shop, c.var.visit, registration)),
    logOut: (c) => c.var.visit.logOut(),

    customer: (c) => account.ownCustomer(shop, c.var.visit),
    addresses: (c) => account.ownAddresses(shop, c.var.visit),
    cards: async (c) => (await account.ownCards(shop, c.var.visit)).map(cardView),
    addAddress: (c, address) => account.addAddress(shop, c.var.visit, address),
    addCard: (c, card) => account.addCard(shop, c.var.visit, card),
    removeAddress: async (c, id) =>
      void (await unless([404], account.removeOwn(shop, c.var.visit, 'addresses', id))),
    removeCard: async (c, id) =>
      void (await unless([404], account.removeOwn(shop, c.var.visit, 'cards', id))),

    orders: async (c) => (await orders.ownOrders(shop, c.var.visit)).map(keptOrder).toReversed(),
    order: async (c, id) => {
      try {
        return keptOrder(await orders.ownOrder(shop, c.var.visit, id));
      } catch (error) {
        if (error instanceof Problem && error.status === 404) return undefined;
        throw error;
      }
    },
    placeOrder: async (c, choice) => {
      try {
        return { ok: true, id: (await orders.placeOrder(shop, c.var.visit, choice)).id };
      } catch (error) {
        if (error instanceof Problem && [404, 406].includes(error.status))
          return { ok: false, message: error.message };
        throw error;
      }
    },
  };
}
