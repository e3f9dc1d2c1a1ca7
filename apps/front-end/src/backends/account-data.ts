import * as z from 'zod';

const link = z.object({ href: z.string() });

/** A customer, as the user service answers. */
export const customerSchema = z.looseObject({
  id: z.string().min(1),
  firstName: z.string(),
  lastName: z.string(),
  username: z.string(),
  _links: z.object({ customer: link, addresses: link, cards: link, self: link }).partial().optional(),
});

/** A customer. */
export type Customer = z.output<typeof customerSchema>;

/** A postal address, as the user service answers. */
export const addressSchema = z.looseObject({
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

/** A payment card, as the user service answers. */
export const cardSchema = z.object({
  id: z.string(),
  longNum: z.string(),
  expires: z.string(),
  _links: z.object({ self: link, card: link }).partial().optional(),
});

/** A payment card. Its security code is never read. */
export type Card = z.output<typeof cardSchema>;

/** Who wants to become a customer. */
export interface Registration {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** A postal address that is not kept yet. */
export type NewAddress = Readonly<Record<'number' | 'street' | 'city' | 'postcode' | 'country', string>>;

/** A payment card that is not kept yet: number, month/year, security code. */
export type NewCard = Readonly<Record<'longNum' | 'expires' | 'ccv', string>>;
