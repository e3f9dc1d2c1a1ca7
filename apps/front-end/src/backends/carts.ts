import * as z from 'zod';
import type { BackendClient } from './backend-client.ts';
import { BackendError } from './backend-error.ts';

/** A line of a cart, as the carts service answers. Prices are in dollars. */
export const cartItemSchema = z.looseObject({
  id: z.string().optional(),
  itemId: z.string(),
  quantity: z.int(),
  unitPrice: z.number(),
});

const itemsSchema = z.array(cartItemSchema);

/** A line of a cart: which product, how many, at which price in dollars. */
export type CartItem = z.output<typeof cartItemSchema>;

/** The carts service. Every function throws BackendError when there is no usable answer. */
export interface Carts {
  items(owner: string): Promise<readonly CartItem[]>;
  /** Adds one piece of a product. */
  add(owner: string, item: { readonly itemId: string; readonly unitPrice: number }): Promise<void>;
  /** Sets how many pieces of a product are in the cart. */
  update(
    owner: string,
    item: { readonly itemId: string; readonly quantity: number; readonly unitPrice: number },
  ): Promise<void>;
  remove(owner: string, itemId: string): Promise<void>;
  empty(owner: string): Promise<void>;
  /** Moves what a visitor has in the cart into the cart of a customer. */
  merge(owner: string, visitor: string): Promise<void>;
  /** Address of the items of a cart, as the orders service reaches it. */
  itemsUrl(owner: string): string;
}

/** Makes the carts on a client. */
export function makeCarts(client: BackendClient): Carts {
  const items = (owner: string) => ['carts', owner, 'items'];
  const expectStatus = async (
    request: Parameters<BackendClient['send']>[0],
    statuses: readonly number[],
  ): Promise<void> => {
    const { status } = await client.send(request);
    if (!statuses.includes(status)) {
      throw new BackendError(client.name, 'status', { status });
    }
  };
  return {
    items: (owner) => client.json({ path: items(owner) }, itemsSchema),
    add: (owner, item) => expectStatus({ method: 'POST', path: items(owner), body: item }, [201]),
    update: (owner, item) => expectStatus({ method: 'PATCH', path: items(owner), body: item }, [200, 202]),
    remove: (owner, itemId) =>
      expectStatus({ method: 'DELETE', path: [...items(owner), itemId] }, [200, 202, 204, 404]),
    empty: (owner) => expectStatus({ method: 'DELETE', path: ['carts', owner] }, [200, 202, 204, 404]),
    merge: (owner, visitor) =>
      expectStatus({ path: ['carts', owner, 'merge'], query: { sessionId: visitor } }, [200, 202]),
    itemsUrl: (owner) => `${client.url}/carts/${encodeURIComponent(owner)}/items`,
  };
}
