import type { Order } from '../backends/orders.ts';
import type { KeptOrder } from './counter.ts';
import type { AddressView, CardView } from './view.ts';

/** A card as pages show it. */
export const cardView = (card: {
  readonly id?: string;
  readonly longNum?: string | null | undefined;
  readonly expires?: string | null | undefined;
}): CardView => ({
  id: card.id ?? '',
  ending: (card.longNum ?? '').slice(-4),
  expires: card.expires ?? '',
});

const addressView = (address: NonNullable<Order['address']>): AddressView => ({
  id: '',
  number: address.number ?? '',
  street: address.street ?? '',
  city: address.city ?? '',
  postcode: address.postcode ?? '',
  country: address.country ?? '',
});

/** An order of the orders service as pages show it: what it left out is left out. */
export function keptOrder(order: Order): KeptOrder {
  const { address, card, shipment } = order;
  return {
    id: order.id,
    date: order.date ?? '',
    total: order.total,
    lines: order.items ?? [],
    ...(address == null ? {} : { address: addressView(address) }),
    ...(card == null ? {} : { card: cardView(card) }),
    ...(shipment?.id == null ? {} : { shipment: shipment.id }),
  };
}
