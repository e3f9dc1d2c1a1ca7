import { z } from 'zod';

const link = z.object({ href: z.string() });

/** A customer, as the user service answers. */
export const customerSchema = z.object({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  username: z.string(),
  _links: z.object({ customer: link, addresses: link, cards: link }).partial().optional(),
});

/** A customer. */
export type Customer = z.output<typeof customerSchema>;

/** A postal address, as the user service answers. */
export const addressSchema = z.object({
  id: z.string(),
  number: z.string(),
  street: z.string(),
  city: z.string(),
  postcode: z.string(),
  country: z.string(),
  _links: z.object({ self: link, address: link }).partial().optional(),
});

/** A postal address. */
export type Address = z.output<typeof addressSchema>;

/** A payment card, as the user service answers: its whole number never leaves this service. */
export const cardSchema = z.object({
  id: z.string(),
  longNum: z.string(),
  expires: z.string(),
  ccv: z.string().optional(),
  _links: z.object({ self: link, card: link }).partial().optional(),
});

/** A payment card. */
export type Card = z.output<typeof cardSchema>;
