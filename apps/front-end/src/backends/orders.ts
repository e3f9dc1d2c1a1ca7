import { z } from 'zod';
import { cartItemSchema } from './carts.ts';

/** An order, as the orders service answers. `total` is in dollars with shipping, `date` as ISO 8601. */
export const orderSchema = z.object({
  id: z.string().optional(),
  customerId: z.string().optional(),
  customer: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }).nullish(),
  address: z
    .object({
      number: z.string().nullish(),
      street: z.string().nullish(),
      city: z.string().nullish(),
      postcode: z.string().nullish(),
      country: z.string().nullish(),
    })
    .nullish(),
  card: z.object({ longNum: z.string().nullish(), expires: z.string().nullish() }).nullish(),
  items: z.array(cartItemSchema).default([]),
  shipment: z.object({ id: z.string(), name: z.string() }).nullish(),
  date: z.string().nullish(),
  total: z.number(),
  _links: z.object({ self: z.object({ href: z.string() }) }).optional(),
});

/** An order. `total` is in dollars with shipping, `date` as ISO 8601. */
export type Order = z.output<typeof orderSchema>;
