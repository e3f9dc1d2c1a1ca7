import { z } from 'zod';
import {
  addAddress,
  addCard,
  ownAddresses,
  ownCards,
  ownCustomer,
  removeCustomer,
  removeOwn,
  requireCustomer,
} from '../actions/account.ts';
import { addressSchema, cardSchema, customerSchema } from '../backends/user.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import { operation, type Operation } from './operation.ts';

const text = (most: number) => z.string().trim().min(1, 'must not be empty').max(most);
const newAddress = z.object({
  number: text(20),
  street: text(200),
  city: text(100),
  postcode: text(20),
  country: text(100),
});
const newCard = z.object({
  longNum: z
    .string()
    .transform((value) => value.replaceAll(/[ -]/gu, ''))
    .pipe(z.string().regex(/^\d{12,19}$/u, 'expected 12 to 19 digits')),
  expires: z.string().regex(/^(?:0[1-9]|1[0-2])\/\d{2}$/u, 'expected month and year, such as 04/30'),
  ccv: z.string().regex(/^\d{3,4}$/u, 'expected 3 or 4 digits'),
});
const made = z.object({ id: z.string() });
const done = z.object({ status: z.literal(true) });
const params = z.object({ id: z.string().min(1).max(200) });
const none = { status_code: 500 };
const noneSchema = z.object({ status_code: z.literal(500) });

/** The customer who is logged in: never anybody else's data, whatever the path says. */
export function accountOperations(shop: Shop): readonly Operation[] {
  return [
    operation({
      method: 'get',
      path: '/customers',
      summary: 'The customer who is logged in, as a list of one',
      tag: 'account',
      customer: true,
      answers: {
        200: {
          description: 'The customer',
          schema: z.object({ _embedded: z.object({ customer: z.array(customerSchema) }) }),
        },
      },
      handle: async ({ c }) => c.json({ _embedded: { customer: [await ownCustomer(shop, c.var.visit)] } }),
    }),
    operation({
      method: 'get',
      path: '/customers/:id',
      summary: 'The customer who is logged in, whatever the id',
      tag: 'account',
      customer: true,
      params,
      answers: { 200: { description: 'The customer', schema: customerSchema } },
      handle: async ({ c }) => c.json(await ownCustomer(shop, c.var.visit)),
    }),
    operation({
      method: 'post',
      path: '/customers',
      summary: 'Always refused: customers register',
      tag: 'account',
      customer: true,
      answers: { 403: { description: 'Refused' } },
      handle: async ({ c }) => {
        await requireCustomer(c.var.visit);
        throw new Problem(403, 'Customers are made by registering: POST /register.');
      },
    }),
    operation({
      method: 'delete',
      path: '/customers/:id',
      summary: 'Remove the customer who is logged in',
      tag: 'account',
      customer: true,
      params,
      answers: { 200: { description: 'Removed', schema: done }, 403: { description: 'Somebody else' } },
      handle: async ({ c, params: { id } }) => {
        await removeCustomer(shop, c.var.visit, id);
        return c.json({ status: true });
      },
    }),
    operation({
      method: 'get',
      path: '/addresses',
      summary: 'Own addresses',
      tag: 'account',
      customer: true,
      answers: {
        200: {
          description: 'Addresses',
          schema: z.object({ _embedded: z.object({ address: z.array(addressSchema) }) }),
        },
      },
      handle: async ({ c }) => c.json({ _embedded: { address: await ownAddresses(shop, c.var.visit) } }),
    }),
    operation({
      method: 'post',
      path: '/addresses',
      summary: 'Keep an address',
      tag: 'account',
      customer: true,
      body: newAddress,
      answers: { 200: { description: 'Its id', schema: made } },
      handle: async ({ c, body }) => c.json({ id: await addAddress(shop, c.var.visit, body) }),
    }),
    operation({
      method: 'delete',
      path: '/addresses/:id',
      summary: 'Remove an own address',
      tag: 'account',
      customer: true,
      params,
      answers: { 200: { description: 'Removed', schema: done }, 404: { description: 'Not one of yours' } },
      handle: async ({ c, params: { id } }) => {
        await removeOwn(shop, c.var.visit, 'addresses', id);
        return c.json({ status: true });
      },
    }),
    operation({
      method: 'get',
      path: '/cards',
      summary: 'Own cards, with the last four digits',
      tag: 'account',
      customer: true,
      answers: {
        200: {
          description: 'Cards',
          schema: z.object({ _embedded: z.object({ card: z.array(cardSchema) }) }),
        },
      },
      handle: async ({ c }) => c.json({ _embedded: { card: await ownCards(shop, c.var.visit) } }),
    }),
    operation({
      method: 'get',
      path: '/cards/:id',
      summary: 'An own card, with the last four digits',
      tag: 'account',
      customer: true,
      params,
      answers: {
        200: { description: 'The card', schema: cardSchema },
        404: { description: 'Not one of yours' },
      },
      handle: async ({ c, params: { id } }) => {
        const card = (await ownCards(shop, c.var.visit)).find((one) => one.id === id);
        if (card === undefined) {
          throw new Problem(404, 'You have no such card.');
        }
        return c.json(card);
      },
    }),
    operation({
      method: 'post',
      path: '/cards',
      summary: 'Keep a card',
      tag: 'account',
      customer: true,
      body: newCard,
      answers: { 200: { description: 'Its id', schema: made } },
      handle: async ({ c, body }) => c.json({ id: await addCard(shop, c.var.visit, body) }),
    }),
    operation({
      method: 'delete',
      path: '/cards/:id',
      summary: 'Remove an own card',
      tag: 'account',
      customer: true,
      params,
      answers: { 200: { description: 'Removed', schema: done }, 404: { description: 'Not one of yours' } },
      handle: async ({ c, params: { id } }) => {
        await removeOwn(shop, c.var.visit, 'cards', id);
        return c.json({ status: true });
      },
    }),
    operation({
      method: 'get',
      path: '/card',
      summary: 'Last four digits of the first card',
      tag: 'account',
      answers: {
        200: {
          description: 'The digits, or status_code 500 when there is no card',
          schema: z.union([z.object({ number: z.string() }), noneSchema]),
        },
      },
      handle: async ({ c }) => {
        const customer = await c.var.visit.customer();
        const [card] = customer === undefined ? [] : await shop.backends.users.cards(customer.id);
        return c.json(card === undefined ? none : { number: card.longNum.slice(-4) });
      },
    }),
    operation({
      method: 'get',
      path: '/address',
      summary: 'The first address',
      tag: 'account',
      answers: {
        200: {
          description: 'The address, or status_code 500 when there is none',
          schema: z.union([addressSchema, noneSchema]),
        },
      },
      handle: async ({ c }) => {
        const customer = await c.var.visit.customer();
        const [address] = customer === undefined ? [] : await shop.backends.users.addresses(customer.id);
        return c.json(address ?? none);
      },
    }),
  ];
}
