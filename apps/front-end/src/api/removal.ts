import { removeOwn } from '../actions/account.ts';
import type { Shop } from '../shop.ts';
import { idParams, removedSchema } from './fields.ts';
import { operation, type Operation } from './operation.ts';

/** Removes an address or a card of the customer who is logged in, and of nobody else. */
export function removal(shop: Shop, kind: 'addresses' | 'cards', summary: string): Operation {
  return operation({
    method: 'delete',
    path: `/${kind}/:id`,
    summary,
    tag: 'account',
    customer: true,
    params: idParams,
    answers: {
      200: { description: 'Removed', schema: removedSchema },
      404: { description: 'Not one of yours' },
    },
    handle: async ({ c, params: { id } }) => {
      await removeOwn(shop, c.var.visit, kind, id);
      return c.json({ status: true });
    },
  });
}
