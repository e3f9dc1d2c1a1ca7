import * as z from 'zod';
import type { BackendClient } from './backend-client.ts';
import { BackendError } from './backend-error.ts';
import { cartItemSchema } from './carts.ts';

const text = z.string().nullish();

/** The fields of an order, as the orders service answers. */
export const orderFields = z.looseObject({
  id: z.string().nullish(),
  customerId: text,
  // Not loose: it may hold the customer’s cards.
  customer: z.object({ id: text, firstName: text, lastName: text, username: text }).nullish(),
  address: z.looseObject({ number: text, street: text, city: text, postcode: text, country: text }).nullish(),
  // Not loose: the security code must not get any further.
  card: z.object({ longNum: text, expires: text }).nullish(),
  items: z.array(cartItemSchema).nullish(),
  shipment: z.looseObject({ id: text, name: text }).nullish(),
  date: text,
  total: z.number(),
  _links: z.looseObject({ self: z.looseObject({ href: z.string() }) }).nullish(),
});

/** An order, as the orders service answers, with its id. */
export const orderSchema = orderFields
  // Spring Data REST leaves the id out of lists: it is the last part of the order's own address.
  .transform((order) => ({ ...order, id: order.id ?? order._links?.self.href.split('/').at(-1) ?? '' }));

/** An order. `total` is in dollars with shipping, `date` is ISO 8601. */
export type Order = z.output<typeof orderSchema>;

/** Addresses that the orders service fetches to make an order; null where the customer has none yet. */
export interface NewOrder {
  readonly customer: string;
  readonly address: string | null;
  readonly card: string | null;
  readonly items: string;
}

/** A refused order, with the reason of the orders service. */
export interface Refusal {
  readonly refused: string;
}

/** The orders service. Every function throws BackendError when there is no usable answer. */
export interface Orders {
  /** Orders of a customer, oldest first. */
  list(customer: string): Promise<readonly Order[]>;
  /** One order, of anybody; none when the service doesn't know it. */
  order(id: string): Promise<Order | undefined>;
  place(order: NewOrder): Promise<Order | Refusal>;
}

const refusedSchema = z.object({ message: z.string() });
const listSchema = z.object({ _embedded: z.object({ customerOrders: z.array(orderSchema) }).nullish() });

/** Makes the orders on a client. */
export function makeOrders(client: BackendClient): Orders {
  const unexpected = (status: number) => new BackendError(client.name, 'status', { status });
  return {
    list: async (customer) => {
      const answer = await client.send({
        path: ['orders', 'search', 'customerId'],
        query: { sort: 'date', custId: customer },
      });
      if (answer.status === 404) {
        return [];
      }
      if (answer.status !== 200) {
        throw unexpected(answer.status);
      }
      return client.parse(answer, listSchema)._embedded?.customerOrders ?? [];
    },
    order: async (id) => {
      const answer = await client.send({ path: ['orders', id] });
      if (answer.status === 404) {
        return undefined;
      }
      if (answer.status !== 200) {
        throw unexpected(answer.status);
      }
      return client.parse(answer, orderSchema);
    },
    place: async (order) => {
      const answer = await client.send({ method: 'POST', path: ['orders'], body: order });
      if (answer.status === 200 || answer.status === 201) {
        return client.parse(answer, orderSchema);
      }
      if (answer.status === 406) {
        return { refused: client.parse(answer, refusedSchema).message };
      }
      throw unexpected(answer.status);
    },
  };
}
