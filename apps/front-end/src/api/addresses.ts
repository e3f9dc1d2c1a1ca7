import * as z from 'zod';
import { addAddress, ownAddresses } from '../actions/account.ts';
import { addressSchema } from '../backends/account-data.ts';
import type { Shop } from '../shop.ts';
import { madeSchema, none, noneSchema, text } from './fields.ts';
import { operation, type Operation } from './operation.ts';
import { removal } from './removal.ts';

const newAddress = z.object({
  number: text(20),
  street: text(200),
  city: text(100),
  postcode: text(20),
  country: text(100),
});

/** Addresses of the customer who is logged in, and of nobody else. */
export function addressOperations(shop: Shop): readonly Operation[] {
  return [
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
      answers: { 200: { description: 'Its id', schema: madeSchema } },
      handle: async ({ c, body }) => c.json({ id: await addAddress(shop, c.var.visit, body) }),
    }),
    removal(shop, 'addresses', 'Remove an own address'),
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
