import * as z from 'zod';
import { addCard, ownCards } from '../actions/account.ts';
import { cardSchema } from '../backends/account-data.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import { idParams, madeSchema, none, noneSchema } from './fields.ts';
import { operation, type Operation } from './operation.ts';
import { removal } from './removal.ts';

const newCard = z.object({
  longNum: z
    .string()
    .transform((value) => value.replaceAll(/[ -]/gu, ''))
    .pipe(z.string().regex(/^\d{12,19}$/u, 'expected 12 to 19 digits')),
  expires: z.string().regex(/^(?:0[1-9]|1[0-2])\/\d{2}$/u, 'expected month and year, such as 04/30'),
  ccv: z.string().regex(/^\d{3,4}$/u, 'expected 3 or 4 digits'),
});

/** Cards of the customer who is logged in, and of nobody else: never more of a number than its last four digits. */
export function cardOperations(shop: Shop): readonly Operation[] {
  return [
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
      params: idParams,
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
      answers: { 200: { description: 'Its id', schema: madeSchema } },
      handle: async ({ c, body }) => c.json({ id: await addCard(shop, c.var.visit, body) }),
    }),
    removal(shop, 'cards', 'Remove an own card'),
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
  ];
}
