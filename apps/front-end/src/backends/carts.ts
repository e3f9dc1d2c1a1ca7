import { z } from 'zod';

/** A line of a basket, as the carts service answers. Prices are in dollars. */
export const cartItemSchema = z.object({
  id: z.string().optional(),
  itemId: z.string(),
  quantity: z.int(),
  unitPrice: z.number(),
});

/** A line of a basket: which product, how many, at which price in dollars. */
export type CartItem = z.output<typeof cartItemSchema>;
