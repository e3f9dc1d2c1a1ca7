import * as z from 'zod';
import { addToCart, cartItems, emptyCart, mostPieces, removeFromCart, updateCart } from '../actions/cart.ts';
import { cartItemSchema } from '../backends/carts.ts';
import type { Shop } from '../shop.ts';
import { idParams } from './fields.ts';
import { operation, type Operation } from './operation.ts';

const id = (message: string) => z.string(message).min(1, message).max(200);
const addTo = z.object({ id: id('Must pass id of item to add') });
const quantityMessage = `Must pass quantity to update: a whole number from 1 to ${mostPieces}`;
const update = z.object({
  id: id('Must pass id of item to update'),
  quantity: z
    .union([z.number(), z.string().regex(/^\d{1,5}$/u)], quantityMessage)
    .transform(Number)
    .refine((value) => Number.isInteger(value) && value >= 1 && value <= mostPieces, quantityMessage),
});

/** The cart of whoever asks, with or without a login. */
export function cartOperations(shop: Shop): readonly Operation[] {
  return [
    operation({
      method: 'get',
      path: '/cart',
      summary: 'What is in the cart',
      tag: 'cart',
      answers: { 200: { description: 'Lines of the cart', schema: z.array(cartItemSchema) } },
      handle: async ({ c }) => {
        // The first look at a cart is what starts a session, as Sock Shop has it.
        await c.var.visit.cartOwner();
        return c.json(await cartItems(shop, c.var.visit));
      },
    }),
    operation({
      method: 'post',
      path: '/cart',
      summary: 'Add one piece of a product',
      tag: 'cart',
      body: addTo,
      answers: { 201: { description: 'Added' }, 404: { description: 'No such product' } },
      handle: async ({ c, body }) => {
        await addToCart(shop, c.var.visit, body.id);
        return c.body(null, 201);
      },
    }),
    operation({
      method: 'post',
      path: '/cart/update',
      summary: 'Set how many pieces of a product are in the cart',
      tag: 'cart',
      body: update,
      answers: { 202: { description: 'Set' }, 404: { description: 'No such product' } },
      handle: async ({ c, body }) => {
        await updateCart(shop, c.var.visit, body.id, body.quantity);
        return c.body(null, 202);
      },
    }),
    operation({
      method: 'delete',
      path: '/cart/:id',
      summary: 'Take a product out of the cart',
      tag: 'cart',
      params: idParams,
      answers: { 202: { description: 'Taken out' } },
      handle: async ({ c, params }) => {
        await removeFromCart(shop, c.var.visit, params.id);
        return c.body(null, 202);
      },
    }),
    operation({
      method: 'delete',
      path: '/cart',
      summary: 'Take everything out of the cart',
      tag: 'cart',
      answers: { 202: { description: 'Empty now' } },
      handle: async ({ c }) => {
        await emptyCart(shop, c.var.visit);
        return c.body(null, 202);
      },
    }),
  ];
}
