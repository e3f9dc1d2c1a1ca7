import type { PageRequest } from '../counter.ts';
import type { CheckoutView } from '../checkout.ts';
import { lineViews } from '../line-view.ts';
import type { PageContext } from './page-context.ts';

/** What the checkout shows to a customer: the basket, and the first address and card. */
export async function checkoutView({ counter, look }: PageContext, c: PageRequest): Promise<CheckoutView> {
  const [lines, [address], [card], { products }] = await Promise.all([
    counter.basket(c),
    counter.addresses(c),
    counter.cards(c),
    look(),
  ]);
  return {
    lines: lineViews(lines, products),
    ...(address === undefined ? {} : { address }),
    ...(card === undefined ? {} : { card }),
  };
}
