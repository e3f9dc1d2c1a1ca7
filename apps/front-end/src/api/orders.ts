import * as z from 'zod';
import { ownOrder, ownOrders, placeOrder } from '../actions/orders.ts';
import { orderFields } from '../backends/orders.ts';
import type { Shop } from '../shop.ts';
import { idParams } from './fields.ts';
import { operation, type Operation } from './operation.ts';

/** Orders of the customer who is logged in. */
export function orderOperations(shop: Shop): readonly Operation[] {
  return [
    operation({
      method: 'get',
      path: '/orders',
      summary: 'Own orders',
      tag: 'orders',
      customer: true,
      answers: { 200: { description: 'Orders, oldest first', schema: z.array(orderFields) } },
      handle: async ({ c }) => c.json(await ownOrders(shop, c.var.visit)),
    }),
    operation({
      method: 'post',
      path: '/orders',
      summary: 'Order what is in the cart, to the first address, with the first card',
      tag: 'orders',
      customer: true,
      answers: {
        201: { description: 'The order', schema: orderFields },
        406: { description: 'Payment declined, or address, card or items are missing' },
      },
      handle: async ({ c }) => c.json(await placeOrder(shop, c.var.visit), 201),
    }),
    operation({
      method: 'get',
      path: '/orders/:id',
      summary: 'An own order',
      tag: 'orders',
      customer: true,
      params: idParams,
      answers: {
        200: { description: 'The order', schema: orderFields },
        404: { description: 'Not one of yours' },
      },
      handle: async ({ c, params: { id } }) => c.json(await ownOrder(shop, c.var.visit, id)),
    }),
  ];
}
