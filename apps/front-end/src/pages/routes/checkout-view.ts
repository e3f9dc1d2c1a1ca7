import type { PageRequest } from '../counter.ts';
import type { CheckoutView } from '../checkout.ts';
import { lineViews } from '../line-view.ts';
import type { PageContext } from './page-context.ts';

/** Ids of an address and a card that somebody chose; others' own are nobody's here. */
export type Chosen = Readonly<Partial<Record<'address' | 'card', string>>>;

/** What the checkout shows to a customer: the basket, and own addresses and cards, the first of each unless one is chosen. */
export async function checkoutView(
  { counter, look }: PageContext,
  c: PageRequest,
  chosen: Chosen,
): Promise<CheckoutView> {
  const [lines, addresses, cards, { products }] = await Promise.all([
    counter.basket(c),
    counter.addresses(c),
    counter.cards(c),
    look(),
  ]);
  const address = addresses.find(({ id }) => id === chosen.address) ?? addresses[0];
  const card = cards.find(({ id }) => id === chosen.card) ?? cards[0];
  return {
    lines: lineViews(lines, products),
    addresses,
    cards,
    ...(address === undefined ? {} : { address }),
    ...(card === undefined ? {} : { card }),
  };
}
