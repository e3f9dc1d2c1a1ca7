import * as z from 'zod';
import { ownCustomer, removeCustomer, requireCustomer } from '../actions/account.ts';
import { customerSchema } from '../backends/account-data.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import { idParams, removedSchema } from './fields.ts';
import { operation, type Operation } from './operation.ts';

/** The customer who is logged in: never anybody else’s data, whatever the path says. */
export function customerOperations(shop: Shop): readonly Operation[] {
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
      params: idParams,
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
      params: idParams,
      answers: {
        200: { description: 'Removed', schema: removedSchema },
        403: { description: 'Somebody else' },
      },
      handle: async ({ c, params: { id } }) => {
        await removeCustomer(shop, c.var.visit, id);
        return c.json({ status: true });
      },
    }),
  ];
}
