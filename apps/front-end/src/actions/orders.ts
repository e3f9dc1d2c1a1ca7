import type { Order } from '../backends/orders.ts';
import { Problem } from '../problems/problem.ts';
import type { Shop } from '../shop.ts';
import type { Visit } from '../sessions/visit.ts';
import { maskNumber, ownCustomer, requireCustomer } from './account.ts';

/** Orders of the customer who is logged in, oldest first. @throws Problem 401 when nobody is */
export async function ownOrders(shop: Shop, visit: Visit): Promise<readonly Order[]> {
  const { id } = await requireCustomer(visit);
  const orders = await shop.backends.orders.list(id);
  return orders.filter(({ customerId }) => customerId === id).map(withoutCardNumber);
}

/** One order of the customer who is logged in. @throws Problem 401, or 404 when they have no such order */
export async function ownOrder(shop: Shop, visit: Visit, order: string): Promise<Order> {
  const { id } = await requireCustomer(visit);
  const found = await shop.backends.orders.order(order);
  // Somebody else's order is not even there.
  if (found?.customerId !== id) {
    throw new Problem(404, 'You have no such order.');
  }
  return withoutCardNumber(found);
}

/** Where an order goes and what it is paid with: ids of own ones. */
export interface OrderChoice {
  /** @default the first */
  readonly address?: string;
  /** @default the first */
  readonly card?: string;
}

/**
 * Orders what is in the cart. The cart stays as it is.
 * @throws Problem 401 when nobody is logged in, 404 when what was chosen is not their own, 406 with the reason when
 * payment is declined or something is missing
 */
export async function placeOrder(shop: Shop, visit: Visit, choice: OrderChoice = {}): Promise<Order> {
  const { users, carts, orders } = shop.backends;
  const { id } = await requireCustomer(visit);
  const [{ _links }, addresses, cards] = await Promise.all([
    ownCustomer(shop, visit),
    users.addresses(id),
    users.cards(id),
  ]);
  const address = chosenOf(addresses, choice.address, 'You have no such address.');
  const card = chosenOf(cards, choice.card, 'You have no such card.');
  const order = await orders.place({
    customer: _links?.customer?.href ?? users.url('customers', id),
    address:
      address === undefined ? null : (address._links?.self?.href ?? users.url('addresses', address.id)),
    card: card === undefined ? null : (card._links?.self?.href ?? users.url('cards', card.id)),
    items: carts.itemsUrl(id),
  });
  if ('refused' in order) {
    throw new Problem(406, reasonOf(order.refused));
  }
  return withoutCardNumber(order);
}

function chosenOf<T extends { readonly id: string }>(
  own: readonly T[],
  id: string | undefined,
  missing: string,
): T | undefined {
  const found = id === undefined ? own[0] : own.find((one) => one.id === id);
  if (found === undefined && id !== undefined) {
    throw new Problem(404, missing);
  }
  return found;
}

// Only what is known to be meant for customers: the text of another service may hold anything.
function reasonOf(refused: string): string {
  return /^(?:Payment declined|Payment unauthorised|Invalid order request)[\w .,:\u00a3$\u20ac-]{0,150}$/u.test(
    refused,
  )
    ? refused
    : 'The order was refused.';
}

function withoutCardNumber(order: Order): Order {
  const { card } = order;
  return card?.longNum == null ? order : { ...order, card: { ...card, longNum: maskNumber(card.longNum) } };
}
